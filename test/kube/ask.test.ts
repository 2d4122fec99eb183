import { expect, onTestFinished, test, vi } from 'vitest';
import { readJson, sendJson, whereAllowed } from '../../src/kube/ask.ts';
import { objectServer } from '../support/object-server.ts';
import { kubeError, ScriptedTransport, SECRET } from '../support/scripted-transport.ts';

const { signal } = new AbortController();

test('an answer comes with its status and the warnings beside it', async () => {
  const body = { kind: 'Made' };
  const { asking, asked, bodies } = await objectServer({
    'GET /things': body,
    'POST /things': { status: 201, body, warning: 'shortened' },
  });
  expect(await readJson({ path: '/things', query: { limit: 1 } }, asking)).toEqual({ status: 200, body, warnings: [] });
  const submission = { method: 'POST', path: '/things', body: { kind: 'Wish' } } as const;
  expect(await sendJson(submission, asking)).toEqual({ status: 201, body, warnings: ['shortened'] });
  expect([asked, bodies]).toEqual([['GET /things?limit=1', 'POST /things'], [{ kind: 'Wish' }]]);
});

test.each([
  ['[]', '[]'],
  ['{"kind"', '{"kind"'],
  ['null', 'null'],
  [`you sent ${SECRET}`, 'you sent [secret]'],
  ['x'.repeat(17 * 1024 * 1024), 'more than 16 MiB'],
])('an answer that is no JSON object is told by its beginning, without secrets (%#)', async (text, told) => {
  const reading = readJson({ path: '/' }, { transport: new ScriptedTransport({ chunks: [text] }), signal });
  await expect(reading).rejects.toMatchObject({
    details: { kind: 'protocol', cause: 'not-json', status: 200 },
    message: `https://cluster.test:6443 answers something else where a JSON object is due: ${told}`,
  });
});

test('an empty answer is told as one', async () => {
  const reading = readJson({ path: '/' }, { transport: new ScriptedTransport({ chunks: [''] }), signal });
  await expect(reading).rejects.toMatchObject({
    details: { kind: 'protocol', cause: 'not-json', status: 200 },
    message: 'https://cluster.test:6443 answers nothing where a JSON object is due',
  });
});

test('an answer that trickles in is given up after a minute', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let closed = false;
  async function* trickle(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        yield Buffer.from(' ');
        vi.advanceTimersByTime(10_000);
      }
    } finally {
      closed = true;
    }
  }
  const transport = {
    server: 'https://a',
    get: async () => ({ status: 200, headers: {}, warnings: [], body: trickle(), redact: String }),
    close: () => {},
  };
  await expect(readJson({ path: '/' }, { transport, signal })).rejects.toMatchObject({
    message: 'https://a broke off in the middle of an answer: it was not whole after 60 s',
    details: { kind: 'unreachable', cause: 'timeout', server: 'https://a' },
  });
  expect(closed).toBe(true);
});

test.each([kubeError('forbidden'), kubeError('not-found')])('$message: one can do without the answer', async (error) => {
  expect(await whereAllowed(Promise.reject(error))).toBeUndefined();
});

test.each([kubeError('forbidden', { cause: 'anonymous' }), kubeError('unauthorized'), new Error('interrupted')])(
  '$message: what else fails is not passed over',
  async (error) => {
    await expect(whereAllowed(Promise.reject(error))).rejects.toBe(error);
  },
);
