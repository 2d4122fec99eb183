import { expect, test } from 'vitest';
import { requestToken } from '../../src/token/token-request.ts';
import type { TokenWish } from '../../src/token/token-request.ts';
import { objectServer, refusal } from '../support/object-server.ts';
import type { ObjectAnswer } from '../support/object-server.ts';

const REQUEST = 'POST /api/v1/namespaces/default/serviceaccounts/apisix/token';
const ACCOUNT = { namespace: 'default', name: 'apisix' };
const END = Date.UTC(2026, 0, 2);

/** An issued token that reads back so many seconds. */
function issued(expirationSeconds: number, warning?: string): ObjectAnswer {
  const body = {
    spec: { audiences: ['https://kubernetes.default.svc'], expirationSeconds },
    status: { token: 'a.b.c', expirationTimestamp: '2026-01-02T00:00:00Z' },
  };
  return { status: 201, body, ...(warning === undefined ? {} : { warning }) };
}

test.each<{ title: string; wish: Omit<TokenWish, 'namespace' | 'name'>; spec: object }>([
  { title: 'what is not asked for is left to the API server', wish: {}, spec: { audiences: [] } },
  {
    title: 'a lifetime and audiences',
    wish: { expirationSeconds: 7200, audiences: ['a', 'b'] },
    spec: { audiences: ['a', 'b'], expirationSeconds: 7200 },
  },
  {
    title: 'an object to end with',
    wish: { boundTo: { kind: 'Pod', name: 'gateway-0' } },
    spec: { audiences: [], boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name: 'gateway-0' } },
  },
])('$title is sent', async ({ wish, spec }) => {
  const { bodies, asking } = await objectServer({ [REQUEST]: issued(3600) });
  await requestToken({ ...ACCOUNT, ...wish }, asking);
  expect(bodies).toEqual([{ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec }]);
});

test('the token comes with its end and its audiences', async () => {
  const { asking } = await objectServer({ [REQUEST]: issued(3600) });
  expect(await requestToken({ ...ACCOUNT, expirationSeconds: 3600 }, asking)).toEqual({
    token: 'a.b.c',
    expiresAt: END,
    audiences: ['https://kubernetes.default.svc'],
    warnings: [],
  });
});

test('a life that the API server shortened is read back', async () => {
  const warning = 'requested expiration of 86400 seconds shortened to 7200 seconds';
  const { asking } = await objectServer({ [REQUEST]: issued(7200, warning) });
  expect(await requestToken({ ...ACCOUNT, expirationSeconds: 86_400 }, asking)).toMatchObject({
    warnings: [warning],
    shortened: { asked: 86_400, granted: 7200 },
  });
});

test.each([
  ['no such account', refusal(404, 'NotFound', 'serviceaccounts "apisix" not found'), 'not-found'],
  ['not allowed', refusal(403, 'Forbidden', 'no'), 'forbidden'],
  ['an answer without a token', { status: 201, body: { status: { expirationTimestamp: '2026-01-02T00:00:00Z' } } }, 'protocol'],
  [
    'an answer with something that no HTTP header can carry',
    { status: 201, body: { status: { token: 'a\u001b[31m', expirationTimestamp: '2026-01-02T00:00:00Z' } } },
    'protocol',
  ],
  ['an answer without an end', { status: 201, body: { status: { token: 'a.b.c' } } }, 'protocol'],
] as const)('%s rejects', async (_, answer, kind) => {
  const { asking } = await objectServer({ [REQUEST]: answer });
  await expect(requestToken(ACCOUNT, asking)).rejects.toMatchObject({ kind });
});
