import { expect, test } from 'vitest';
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

test.each([kubeError('forbidden'), kubeError('not-found')])('$message: one can do without the answer', async (error) => {
  expect(await whereAllowed(Promise.reject(error))).toBeUndefined();
});

test.each([kubeError('forbidden', { cause: 'anonymous' }), kubeError('unauthorized'), new Error('interrupted')])(
  '$message: what else fails is not passed over',
  async (error) => {
    await expect(whereAllowed(Promise.reject(error))).rejects.toBe(error);
  },
);
