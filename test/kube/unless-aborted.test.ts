import { describe, expect, it } from 'vitest';
import { unlessAborted } from '../../src/kube/unless-aborted.ts';

const never = new Promise<never>(() => {});
const reason = new Error('interrupted');

describe('a promise unless the signal aborts', () => {
  it('answers', async () => {
    expect(await unlessAborted(Promise.resolve('yes'), new AbortController().signal)).toBe('yes');
  });

  it('rejects with its own reason', async () => {
    const refused = new Error('no');
    await expect(unlessAborted(Promise.reject(refused), new AbortController().signal)).rejects.toBe(refused);
  });

  it('rejects with the reason of a signal that aborts meanwhile', async () => {
    const controller = new AbortController();
    const waiting = unlessAborted(never, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });

  it('rejects with the reason of a signal that had aborted before, whatever is ready', async () => {
    await expect(unlessAborted(Promise.resolve('yes'), AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const listening = new Set<unknown>();
    signal.addEventListener = (_type: string, listener: unknown) => void listening.add(listener);
    signal.removeEventListener = (_type: string, listener: unknown) => void listening.delete(listener);
    await unlessAborted(Promise.resolve(), signal);
    expect(listening.size).toBe(0);
  });
});
