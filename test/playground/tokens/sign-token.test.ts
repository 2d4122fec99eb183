import { beforeAll, describe, expect, test } from 'vitest';

import { readToken } from '../../../src/playground/tokens/read-token.ts';
import { signBoundToken, signSecretToken } from '../../../src/playground/tokens/sign-token.ts';
import { createTokenKey } from '../../../src/playground/tokens/token-key.ts';
import type { TokenKey } from '../../../src/playground/tokens/token-key.ts';

const NOW = Date.UTC(2026, 0, 1);
const ACCOUNT = { namespace: 'default', name: 'apisix', uid: 'a-uid' };
const USER = 'system:serviceaccount:default:apisix';

let key: TokenKey;
beforeAll(async () => {
  key = await createTokenKey();
});

const part = (token: string, index: number): unknown =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());

describe('a token', () => {
  test('of a Secret holds who it is for and no time, and is the same each time', () => {
    const token = signSecretToken(key, ACCOUNT, 'apisix-token');
    expect(part(token, 0)).toEqual({ alg: 'RS256', kid: key.id });
    expect(part(token, 1)).toEqual({
      iss: 'kubernetes/serviceaccount',
      'kubernetes.io/serviceaccount/namespace': 'default',
      'kubernetes.io/serviceaccount/secret.name': 'apisix-token',
      'kubernetes.io/serviceaccount/service-account.name': 'apisix',
      'kubernetes.io/serviceaccount/service-account.uid': 'a-uid',
      sub: USER,
    });
    expect(token.split('.')[2]).toHaveLength(342);
    expect(signSecretToken(key, ACCOUNT, 'apisix-token')).toBe(token);
    expect(readToken(key, token)).toEqual({ ok: true, claims: part(token, 1) });
  });

  test('of a TokenRequest holds audience, account and times', () => {
    const token = signBoundToken(key, ACCOUNT, { now: NOW, lifetimeSeconds: 3600 });
    expect(part(token, 1)).toEqual({
      aud: ['https://kubernetes.default.svc'],
      exp: NOW / 1000 + 3600,
      iat: NOW / 1000,
      iss: 'https://kubernetes.default.svc',
      jti: expect.any(String) as string,
      'kubernetes.io': { namespace: 'default', serviceaccount: { name: 'apisix', uid: 'a-uid' } },
      nbf: NOW / 1000,
      sub: USER,
    });
  });

  test.each(['Secret', 'Pod'] as const)('bound to a %s names it', (kind) => {
    const boundTo = { kind, name: 'x', uid: 'x-uid' };
    const token = signBoundToken(key, ACCOUNT, { now: NOW, lifetimeSeconds: 3600, audiences: ['vault'], boundTo });
    expect(part(token, 1)).toMatchObject({
      aud: ['vault'],
      'kubernetes.io': { [kind.toLowerCase()]: { name: 'x', uid: 'x-uid' } },
    });
  });
});
