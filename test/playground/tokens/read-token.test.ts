import { beforeAll, describe, expect, test } from 'vitest';

import { readToken } from '../../../src/playground/tokens/read-token.ts';
import { signSecretToken } from '../../../src/playground/tokens/sign-token.ts';
import { createTokenKey } from '../../../src/playground/tokens/token-key.ts';
import type { TokenKey } from '../../../src/playground/tokens/token-key.ts';

const ACCOUNT = { namespace: 'default', name: 'apisix', uid: 'a-uid' };

let key: TokenKey;
beforeAll(async () => {
  key = await createTokenKey();
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
