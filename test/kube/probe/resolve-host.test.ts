import { expect, test } from 'vitest';
import { resolveHost } from '../../../src/kube/probe/resolve-host.ts';

const timeoutMs = 5000;
const { signal } = new AbortController();

test.each(['10.1.0.5', 'fd00::1'])('%s is an address itself', async (host) => {
  expect(await resolveHost({ host, timeoutMs, signal })).toEqual({ kind: 'address', addresses: [host] });
});

test('localhost has an IPv4 address, and then no other counts', async () => {
  expect(await resolveHost({ host: 'localhost', timeoutMs, signal })).toEqual({
    kind: 'resolved',
    addresses: ['127.0.0.1'],
    milliseconds: expect.any(Number) as number,
  });
});

test('a name without a name server, or unknown to it, has none', async () => {
  const { kind } = await resolveHost({ host: 'nowhere.invalid', timeoutMs, signal });
  expect(['unknown', 'no-answer']).toContain(kind);
});

test('an abort ends it with its reason', async () => {
  const reason = new Error('interrupted');
  await expect(resolveHost({ host: 'localhost', timeoutMs, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
