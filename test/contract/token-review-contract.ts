import { beforeAll, describe, expect, test } from 'vitest';

import { createServiceAccount } from '../e2e/service-account.ts';
import { review } from './ask.ts';
import { clientFor, failure, NAMESPACE } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';
import { accountInfo, mayNotCreate } from './review-answers.ts';

const TOKEN = '/apis/authentication.k8s.io/v1/tokenreviews';

export function tokenReviewContract(target: () => ContractTarget): void {
  describe('TokenReview', () => {
    const error = async (token: string, audiences?: readonly string[]): Promise<unknown> => {
      const { body } = await review(target().admin, TOKEN, { token, ...(audiences && { audiences }) });
      const { status } = body as { status: { error?: string; user: object } };
      if (status.error !== undefined) expect(status).toEqual({ user: {}, error: status.error });
      return status.error;
    };
    const because = (why: string): string => `[invalid bearer token, ${why}]`;
    const API_SERVER = 'https://kubernetes.default.svc';
    let token: string;
    beforeAll(async () => {
      token = await createServiceAccount(target().admin, { namespace: NAMESPACE, name: 'reviewed', access: { kind: 'none' } });
    });

    test('of a good token says whose it is and for which audiences', async () => {
      const spec = { token, audiences: ['x', API_SERVER] };
      const { status, body } = await review(target().admin, TOKEN, spec);
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

    test('does not mind blanks behind it', async () => {
      expect(await error(`${token} \n`)).toBeUndefined();
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
      ['a signature short by one character', () => token.slice(0, -1), 'invalid bearer token'],
      ['a signature short by two', () => token.slice(0, -2), crypto],
      ['another signature', () => `${part(0)}.${part(1)}.A${part(2).slice(1)}`, crypto],
      ['another payload', () => changed(1, { ...claims(), sub: 'x' }), crypto],
      ['another issuer', () => changed(1, { ...claims(), iss: 'x' }), 'invalid bearer token'],
      ['another key', () => changed(0, { alg: 'RS256', kid: 'x' }), because('invalid signature, no keys found')],
      ['no key id', () => changed(0, { alg: 'RS256' }), crypto],
    ])('of a bad token says why: %s', async (_, damage, why) => {
      expect(await error(damage())).toBe(why);
    });

    test('of a token for another audience names both', async () => {
      expect(await error(token, ['A', 'B'])).toBe(
        because(`token audiences ["${API_SERVER}"] is invalid for the target audiences ["A" "B"]`),
      );
    });

    test('needs a token, and the right', async () => {
      const body = failure(400, 'token is required for TokenReview in authentication', { reason: 'BadRequest' });
      expect(await review(target().admin, TOKEN)).toEqual({ status: 400, body });
      const user = `system:serviceaccount:${NAMESPACE}:no-rights`;
      const client = clientFor(target(), target().tokens['no-rights']);
      expect(await review(client, TOKEN, { token })).toEqual(mayNotCreate('tokenreviews', 'authentication.k8s.io', user));
      client.close();
    });
  });
}
