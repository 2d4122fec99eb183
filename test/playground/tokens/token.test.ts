import { beforeAll, describe, expect, test } from 'vitest';

import { readToken } from '../../../src/playground/tokens/read-token.ts';
import { signBoundToken, signSecretToken } from '../../../src/playground/tokens/sign-token.ts';
import { createTokenKey, keySet } from '../../../src/playground/tokens/token-key.ts';
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

describe('reading', () => {
  const changed = (token: string, index: number, text: string) => token.split('.').with(index, text).join('.');
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const crypto = 'go-jose/go-jose: error in cryptographic primitive';

  test.each<[string, (token: string) => string, string | undefined]>([
    ['nothing', () => '', undefined],
    ['a word', () => 'x', undefined],
    ['two segments', (token) => token.split('.').slice(0, 2).join('.'), undefined],
    ['four segments', (token) => `${token}.x`, undefined],
    ['base64 of it', (token) => Buffer.from(token).toString('base64'), undefined],
    ['quotes around it', (token) => `"${token}"`, undefined],
    ['a signature short by one character', (token) => token.slice(0, -1), undefined],
    ['a header that is no JSON', (token) => changed(token, 0, 'abc'), undefined],
    ['a payload that is no object', (token) => changed(token, 1, encoded('x')), undefined],
    ['another issuer', (token) => changed(token, 1, encoded({ iss: 'https://elsewhere' })), undefined],
    ['another key id', (token) => changed(token, 0, encoded({ alg: 'RS256', kid: 'x' })), 'invalid signature, no keys found'],
    ['a signature short by two characters', (token) => token.slice(0, -2), crypto],
    ['no signature', (token) => changed(token, 2, ''), crypto],
    ['another payload', (token) => changed(token, 1, encoded({ iss: 'kubernetes/serviceaccount' })), crypto],
  ])('finds the fault: %s', (_, damage, problem) => {
    expect(readToken(key, damage(signSecretToken(key, ACCOUNT, 's')))).toEqual({ ok: false, problem });
  });

  test('does not mind blanks around it', () => {
    expect(readToken(key, ` ${signSecretToken(key, ACCOUNT, 's')}\n`)).toMatchObject({ ok: true });
  });

  test('refuses the token of another cluster by its key', async () => {
    const foreign = signSecretToken(await createTokenKey(), ACCOUNT, 's');
    expect(readToken(key, foreign)).toEqual({ ok: false, problem: 'invalid signature, no keys found' });
  });
});

test('the key set shows the public half alone', () => {
  expect(keySet(key)).toEqual({
    keys: [{ use: 'sig', kid: key.id, alg: 'RS256', kty: 'RSA', e: 'AQAB', n: expect.any(String) as string }],
  });
});
