import { beforeAll, describe, expect, test, vi } from 'vitest';

import { namespace } from '../support/objects.ts';
import { apply, ask, managersIn, review } from './ask.ts';
import type { JsonAnswer } from './ask.ts';
import { clientFor, failure } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';
import { expectTokenError } from './token-verdict.ts';

const PATH = '/api/v1/namespaces/contract-secret';
const TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';
const ACCOUNT_UID = 'kubernetes.io/service-account.uid';
const LAST_USED = 'kubernetes.io/legacy-token-last-used';
const INVALID_SINCE = 'kubernetes.io/legacy-token-invalid-since';

interface SecretBody {
  readonly metadata: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly data?: Readonly<Record<string, string>>;
}

function tokenSecret(name: string, annotations: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, annotations }, type: TYPE };
}

const decoded = (text = ''): string => Buffer.from(text, 'base64').toString();

export function tokenSecretContract(target: () => ContractTarget): void {
  const get = (path: string) => ask(target().admin, ['GET', `${PATH}/${path}`]);
  const remove = (path: string) => ask(target().admin, ['DELETE', `${PATH}/${path}`]);
  const patch = (path: string, body: object) => ask(target().admin, ['PATCH', `${PATH}/${path}`], { body });
  const create = async (name: string, annotations: Readonly<Record<string, string>>): Promise<JsonAnswer> =>
    ask(target().admin, ['POST', `${PATH}/secrets?fieldManager=us`], { body: tokenSecret(name, annotations) });
  const createAccount = async (name: string): Promise<string> => {
    const { body } = await ask(target().admin, ['POST', `${PATH}/serviceaccounts`], { body: { metadata: { name } } });
    return (body as { metadata: { uid: string } }).metadata.uid;
  };
  /** The Secret once the token controller has filled it. */
  const filled = (name: string): Promise<{ answer: JsonAnswer; secret: SecretBody; token: string }> =>
    vi.waitFor(
      async () => {
        const answer = await get(`secrets/${name}`);
        const secret = answer.body as SecretBody;
        const token = decoded(secret.data?.['token']);
        expect(token).not.toBe('');
        return { answer, secret, token };
      },
      { timeout: 5000 },
    );
  const gone = (path: string) =>
    vi.waitFor(async () => expect(await get(path)).toMatchObject({ status: 404 }), { timeout: 5000 });

  describe('a Secret for a token', () => {
    let uid: string;
    beforeAll(async () => {
      await target().admin.apply(namespace('contract-secret'));
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
      await apply(target().admin, [`${PATH}/secrets/applied`, 'us'], object);
      const { answer } = await filled('applied');
      expect(await apply(target().admin, [`${PATH}/secrets/applied`, 'us'], object)).toEqual(answer);
    });

    test('made again under its name for the same account gives the very same token, under another name another', async () => {
      await create('again', { [ACCOUNT_NAME]: 'a' });
      const { token } = await filled('again');
      await remove('secrets/again');
      await expectTokenError(target(), token, '[invalid bearer token, Token has been invalidated]');
      await create('again', { [ACCOUNT_NAME]: 'a' });
      expect((await filled('again')).token).toBe(token);
      await create('other', { [ACCOUNT_NAME]: 'a' });
      expect((await filled('other')).token).not.toBe(token);
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
      await ask(target().admin, ['POST', `${PATH}/secrets`], { body: opaque });
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

    test('is marked with the day when its token is used', async () => {
      await create('used', { [ACCOUNT_NAME]: 'a' });
      const { secret, token } = await filled('used');
      expect(secret.metadata.labels).toBeUndefined();
      const client = clientFor(target(), token);
      const { body } = await review(client, '/apis/authentication.k8s.io/v1/selfsubjectreviews');
      client.close();
      // Without the id of a credential, which such a token lacks.
      expect(body).toHaveProperty('status.userInfo', {
        username: 'system:serviceaccount:contract-secret:a',
        uid,
        groups: ['system:serviceaccounts', 'system:serviceaccounts:contract-secret', 'system:authenticated'],
      });
      const label = expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string;
      await vi.waitFor(async () =>
        expect((await get('secrets/used')).body).toHaveProperty('metadata.labels', { [LAST_USED]: label }),
      );
    });

    test('that was marked as long unused is refused until the mark goes', async () => {
      await create('marked', { [ACCOUNT_NAME]: 'a' });
      const { token } = await filled('marked');
      await patch('secrets/marked', { metadata: { labels: { [INVALID_SINCE]: '2026-01-01' } } });
      await expectTokenError(
        target(),
        token,
        '[invalid bearer token, the token in secret contract-secret/marked for service account contract-secret/a has been marked ' +
          'invalid. Use tokens from the TokenRequest API or manually created secret-based tokens, or remove the ' +
          `'${INVALID_SINCE}' label from the secret to temporarily allow use of this token]`,
      );
      await patch('secrets/marked', { metadata: { labels: { [INVALID_SINCE]: null } } });
      await expectTokenError(target(), token, undefined);
    });

    test('goes with its account; the token is good for no other account of that name', async () => {
      await createAccount('ending');
      await create('ending', { [ACCOUNT_NAME]: 'ending' });
      const { token } = await filled('ending');
      await remove('serviceaccounts/ending');
      await gone('secrets/ending');
      await expectTokenError(target(), token, '[invalid bearer token, Token has been invalidated]');
      await createAccount('ending');
      await create('ending', { [ACCOUNT_NAME]: 'ending' });
      expect((await filled('ending')).token).not.toBe(token);
      await expectTokenError(target(), token, "[invalid bearer token, Token does not match server's copy]");
    });
  });
}
