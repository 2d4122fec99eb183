import { getEventListeners } from 'node:events';
import { expect, test, vi } from 'vitest';
import { systemClock } from '../../src/time/clock.ts';
import { FakeClock } from '../support/fake-clock.ts';

test('a sleep is over after its time, and leaves no listener behind', async () => {
  const clock = new FakeClock();
  const { signal } = new AbortController();
  let isOver = false;
  const sleeping = clock.sleep(100, signal).then(() => (isOver = true));
  clock.advance(99);
  await Promise.resolve();
  expect(isOver).toBe(false);
  clock.advance(1);
  await sleeping;
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test("a sleep rejects with the signal's reason, and leaves no timer behind", async () => {
  const clock = new FakeClock();
  const abort = new AbortController();
  const sleeping = clock.sleep(100, abort.signal);
  abort.abort('stopped');
  await expect(sleeping).rejects.toBe('stopped');
  await expect(clock.sleep(100, abort.signal)).rejects.toBe('stopped');
  expect(clock.pending).toBe(0);
});

test("the machine's clock calls back once, unless that is cancelled", async () => {
  const called: string[] = [];
  const cancel = systemClock.after(0, () => called.push('cancelled'));
  cancel();
  cancel();
  await new Promise<void>((resolve) => systemClock.after(1, resolve));
  expect(called).toEqual([]);
});

test("a time beyond a timer's range does not call back at once", () => {
  vi.useFakeTimers();
  try {
    const action = vi.fn<() => void>();
    systemClock.after(30 * 24 * 3_600_000, action);
    vi.advanceTimersByTime(24 * 24 * 3_600_000);
    expect(action).not.toHaveBeenCalled();
  } finally {
    vi.useRealTimers();
  }
});
