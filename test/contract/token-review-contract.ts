import { beforeAll, describe, expect, test } from 'vitest';

import { createServiceAccount } from '../e2e/service-account.ts';
import { review } from './ask.ts';
import { clientFor, failure, NAMESPACE } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';
import { accountInfo, mayNotCreate } from './review-answers.ts';
import { TOKEN_REVIEWS, tokenError } from './token-verdict.ts';

export function tokenReviewContract(target: () => ContractTarget): void {
  describe('TokenReview', () => {
    const because = (why: string): string => `[invalid bearer token, ${why}]`;
    const API_SERVER = 'https://kubernetes.default.svc';
    let token: string;
    beforeAll(async () => {
      token = await createServiceAccount(target().admin, { namespace: NAMESPACE, name: 'reviewed', access: { kind: 'none' } });
    });

    test('of a good token says whose it is and for which audiences', async () => {
      const spec = { token, audiences: ['x', API_SERVER] };
      const { status, body } = await review(target().admin, TOKEN_REVIEWS, spec);
      expect(status).toBe(201);
      const id = [expect.stringMatching(/^JTI=/) as string];
      expect(body).toMatchObject({
        kind: 'TokenReview',
        spec,
        status: {
          authenticated: true,
          user: { ...accountInfo('reviewed'), extra: { 'authentication.kubernetes.io/credential-id': id } },
          audiences: [API_SERVER],
        },
      });
    });

    test.each<[string, (token: string) => string]>([
      ['white space around it', (good) => `${good}\t\n `],
      ['a word behind it', (good) => `${good} x`],
      ['the ends of lines in it', (good) => good.replaceAll('.', '\r\n.\n')],
    ])('does not mind %s', async (_, changed) => {
      expect(await tokenError(target(), changed(token))).toBeUndefined();
    });

    test('takes a token behind a blank for none, which is good for nobody', async () => {
      const { body } = await review(target().admin, TOKEN_REVIEWS, { token: ` ${token}`, audiences: ['A'] });
      const nobody = { username: 'system:anonymous', groups: ['system:unauthenticated'] };
      expect(body).toHaveProperty('status', { authenticated: true, user: nobody, audiences: ['A'] });
    });

    const part = (index: number) => token.split('.')[index] ?? '';
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const changed = (index: number, value: unknown) => token.split('.').with(index, encoded(value)).join('.');
    const claims = () => JSON.parse(Buffer.from(part(1), 'base64url').toString()) as object;
    const crypto = because('go-jose/go-jose: error in cryptographic primitive');

    test.each<[string, () => string, string]>([
      ['a word', () => 'bad', 'invalid bearer token'],
      ['two segments', () => `${part(0)}.${part(1)}`, 'invalid bearer token'],
      ['quotes around it', () => `"${token}"`, 'invalid bearer token'],
      ['base64 of it', () => Buffer.from(token).toString('base64'), 'invalid bearer token'],
      ['a payload that is cut', () => `${part(0)}.${part(1).slice(0, -3)}.${part(2)}`, 'invalid bearer token'],
      ['a blank in its payload', () => `${part(0)}.e ${part(1).slice(1)}.${part(2)}`, 'invalid bearer token'],
      ['a tab in its payload', () => `${part(0)}.\t${part(1)}.${part(2)}`, 'invalid bearer token'],
      ['a word before it', () => `Bearer ${token}`, 'invalid bearer token'],
      ['a blank in its signature', () => `${token.slice(0, -10)} ${token.slice(-10)}`, crypto],
      ['a signature short by one character', () => token.slice(0, -1), 'invalid bearer token'],
      ['a signature short by two', () => token.slice(0, -2), crypto],
      ['another signature', () => `${part(0)}.${part(1)}.${part(2).startsWith('A') ? 'B' : 'A'}${part(2).slice(1)}`, crypto],
      ['another payload', () => changed(1, { ...claims(), sub: 'x' }), crypto],
      ['another issuer', () => changed(1, { ...claims(), iss: 'x' }), 'invalid bearer token'],
      ['another key', () => changed(0, { alg: 'RS256', kid: 'x' }), because('invalid signature, no keys found')],
      ['no key id', () => changed(0, { alg: 'RS256' }), crypto],
    ])('of a bad token says why: %s', async (_, damage, why) => {
      expect(await tokenError(target(), damage())).toBe(why);
    });

    test('of a token for another audience names both', async () => {
      expect(await tokenError(target(), token, ['A', 'B'])).toBe(
        because(`token audiences ["${API_SERVER}"] is invalid for the target audiences ["A" "B"]`),
      );
    });

    test('needs a token, and the right', async () => {
      const body = failure(400, 'token is required for TokenReview in authentication', { reason: 'BadRequest' });
      expect(await review(target().admin, TOKEN_REVIEWS)).toEqual({ status: 400, body });
      const user = `system:serviceaccount:${NAMESPACE}:no-rights`;
      const client = clientFor(target(), target().tokens['no-rights']);
      expect(await review(client, TOKEN_REVIEWS, { token })).toEqual(mayNotCreate('tokenreviews', 'authentication.k8s.io', user));
      client.close();
    });
  });
}
