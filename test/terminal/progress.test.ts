import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { startProgress } from '../../src/terminal/progress.ts';

/** What updates at these times, in milliseconds, write on a pipe. */
function onPipe(times: readonly number[], lineEveryMs?: number): string | null {
  const stream = new PassThrough({ encoding: 'utf8' });
  let now = 0;
  const progress = startProgress({ stream, isTerminal: false, columns: undefined, lineEveryMs, now: () => now });
  for (const time of times) {
    now = time;
    progress.update(`at ${time}`);
  }
  progress.stop();
  return stream.read() as string | null; // it reads texts, having an encoding
}

test('a pipe gets nothing', () => {
  expect(onPipe([0, 20_000, 40_000])).toBeNull();
});

test('or a line now and then, where one is wanted', () => {
  expect(onPipe([0, 9_999, 10_000, 11_000, 25_000], 10_000)).toBe('at 10000\nat 25000\n');
});

test('or every update', () => {
  expect(onPipe([0, 0, 1], 0)).toBe('at 0\nat 0\nat 1\n');
});
