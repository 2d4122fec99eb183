import { beforeAll, describe, expect, test } from 'vitest';

import { namespace } from '../support/objects.ts';
import { apply, ask, managersIn } from './ask.ts';
import { failure } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';
import { ACCOUNT_NAME, decoded, SECRET_NAMESPACE, SECRET_PATH, tokenSecret, tokenSecrets, TYPE } from './token-secrets.ts';

const ACCOUNT_UID = 'kubernetes.io/service-account.uid';

export function tokenSecretContract(target: () => ContractTarget): void {
  const { get, patch, create, createAccount, filled, gone } = tokenSecrets(target);

  describe('a Secret for a token', () => {
    let uid: string;
    beforeAll(async () => {
      await target().admin.apply(namespace(SECRET_NAMESPACE));
      uid = await createAccount('a');
    });

    test('has none when it is created, and gets it a moment later', async () => {
      const created = await create('filled', { [ACCOUNT_NAME]: 'a' });
      expect(created).toMatchObject({ status: 201, body: { type: TYPE } });
      expect(created.body).not.toHaveProperty('data');
      const { answer, secret, token } = await filled('filled');
      expect(Object.keys(secret.data ?? {}).toSorted()).toEqual(['ca.crt', 'namespace', 'token']);
      expect(decoded(secret.data?.['ca.crt']).trim()).toBe(target().caPem.trim());
      expect(decoded(secret.data?.['namespace'])).toBe('contract-secret');
      expect(secret.metadata.annotations).toEqual({ [ACCOUNT_NAME]: 'a', [ACCOUNT_UID]: uid });
      expect(JSON.parse(decoded(token.split('.')[1]))).toEqual({
        iss: 'kubernetes/serviceaccount',
        'kubernetes.io/serviceaccount/namespace': 'contract-secret',
        'kubernetes.io/serviceaccount/secret.name': 'filled',
        'kubernetes.io/serviceaccount/service-account.name': 'a',
        'kubernetes.io/serviceaccount/service-account.uid': uid,
        sub: 'system:serviceaccount:contract-secret:a',
      });
      expect(managersIn(answer)).toEqual({
        'us Update': { 'f:metadata': { 'f:annotations': { '.': {}, [`f:${ACCOUNT_NAME}`]: {} } }, 'f:type': {} },
        'kube-controller-manager Update': {
          'f:data': { '.': {}, 'f:ca.crt': {}, 'f:namespace': {}, 'f:token': {} },
          'f:metadata': { 'f:annotations': { [`f:${ACCOUNT_UID}`]: {} } },
        },
      });
      expect((await get('serviceaccounts/a')).body).not.toHaveProperty('secrets');
    });

    test('can be applied again over what the controller wrote', async () => {
      const object = tokenSecret('applied', { [ACCOUNT_NAME]: 'a' });
      await apply(target().admin, [`${SECRET_PATH}/secrets/applied`, 'us'], object);
      const { answer } = await filled('applied');
      expect(await apply(target().admin, [`${SECRET_PATH}/secrets/applied`, 'us'], object)).toEqual(answer);
    });

    test.each([{}, { [ACCOUNT_NAME]: '' }])('must name its account: %j', async (annotations) => {
      const field = `metadata.annotations[${ACCOUNT_NAME}]`;
      expect(await create('unnamed', annotations)).toEqual({
        status: 422,
        body: failure(422, `Secret "unnamed" is invalid: ${field}: Required value`, {
          reason: 'Invalid',
          details: {
            name: 'unnamed',
            kind: 'Secret',
            causes: [{ reason: 'FieldValueRequired', message: 'Required value', field }],
          },
        }),
      });
    });

    test.each([
      ['an account that is not there', { [ACCOUNT_NAME]: 'none' }],
      ['another uid', { [ACCOUNT_NAME]: 'a', [ACCOUNT_UID]: 'x' }],
    ])('of %s is made, and vanishes', async (_, annotations) => {
      expect(await create('vanishing', annotations)).toMatchObject({ status: 201 });
      await gone('secrets/vanishing');
    });

    test('keeps its type', async () => {
      const opaque = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'opaque', annotations: { [ACCOUNT_NAME]: 'a' } } };
      await ask(target().admin, ['POST', `${SECRET_PATH}/secrets`], { body: opaque });
      const message = `Invalid value: "${TYPE}": field is immutable`;
      expect(await patch('secrets/opaque', { type: TYPE })).toEqual({
        status: 422,
        body: failure(422, `Secret "opaque" is invalid: type: ${message}`, {
          reason: 'Invalid',
          details: { name: 'opaque', kind: 'Secret', causes: [{ reason: 'FieldValueInvalid', message, field: 'type' }] },
        }),
      });
      expect((await get('secrets/opaque')).body).not.toHaveProperty('data');
    });

    test('whose token is taken out gets it back', async () => {
      await create('refilled', { [ACCOUNT_NAME]: 'a' });
      const { token } = await filled('refilled');
      await patch('secrets/refilled', { data: { token: null } });
      expect((await filled('refilled')).token).toBe(token);
    });
  });
}
