import { beforeAll, describe, expect, test } from 'vitest';

import { createTokenKey, signBoundToken, signSecretToken, tokenUser } from '../../src/playground/service-account-token.ts';
import type { TokenKey } from '../../src/playground/service-account-token.ts';

const NOW = Date.UTC(2026, 0, 1);
const SUBJECT = { namespace: 'default', name: 'apisix', uid: 'a-uid' };
const USER = 'system:serviceaccount:default:apisix';

describe('service-account tokens', () => {
  let key: TokenKey;
  beforeAll(async () => {
    key = await createTokenKey();
  });
  const part = (token: string, index: number): unknown =>
    JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());

  test('of a Secret hold who it is for and no time, and are the same each time', () => {
    const token = signSecretToken(key, SUBJECT);
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
    expect(signSecretToken(key, SUBJECT)).toBe(token);
    expect(tokenUser(key, token, NOW)).toBe(USER);
  });

  test('of a TokenRequest hold audience, account and times', () => {
    const token = signBoundToken(key, SUBJECT, { now: NOW, lifetimeSeconds: 3600 });
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

  test.each([
    { when: '59 s after expiry', seconds: 159, user: USER },
    { when: '61 s after expiry', seconds: 161, user: undefined },
    { when: '59 s before its time', seconds: -59, user: USER },
    { when: '61 s before its time', seconds: -61, user: undefined },
  ])('$when stand for $user', ({ seconds, user }) => {
    const token = signBoundToken(key, SUBJECT, { now: NOW, lifetimeSeconds: 100 });
    expect(tokenUser(key, token, NOW + seconds * 1000)).toBe(user);
  });

  test('of another key, or malformed, stand for nobody', async () => {
    const token = signSecretToken(key, SUBJECT);
    const foreign = signSecretToken(await createTokenKey(), SUBJECT);
    const [header, payload] = token.split('.');
    for (const bad of [
      foreign,
      '',
      'x',
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${token}.x`,
      Buffer.from(token).toString('base64'),
    ]) {
      expect(tokenUser(key, bad, NOW)).toBeUndefined();
    }
  });
});
