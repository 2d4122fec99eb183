import { beforeAll, describe, expect, test } from 'vitest';

import { createServiceAccount } from '../e2e/service-account.ts';
import { ask, review } from './ask.ts';
import { clientFor, failure, NAMESPACE } from './contract-target.ts';
import type { AccountName, ContractTarget } from './contract-target.ts';

const AUTHENTICATION = '/apis/authentication.k8s.io/v1';
const AUTHORIZATION = '/apis/authorization.k8s.io/v1';
const WHO = `${AUTHENTICATION}/selfsubjectreviews`;
const MAY = `${AUTHORIZATION}/selfsubjectaccessreviews`;
const TOKEN = `${AUTHENTICATION}/tokenreviews`;

export function reviewContract(target: () => ContractTarget): void {
  const as = async (account: AccountName | 'anonymous', path: string, spec?: object) => {
    const client = clientFor(target(), account === 'anonymous' ? undefined : target().tokens[account]);
    const answer = await review(client, path, spec);
    client.close();
    return answer;
  };
  const account = (name: string) => ({
    username: `system:serviceaccount:${NAMESPACE}:${name}`,
    uid: expect.any(String) as string,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${NAMESPACE}`, 'system:authenticated'],
  });
  const forbidden = (plural: string, group: string, user: string) => ({
    status: 403,
    body: failure(
      403,
      `${plural}.${group} is forbidden: User "${user}" cannot create resource "${plural}" in API group "${group}" at the cluster scope`,
      { reason: 'Forbidden', details: { group, kind: plural } },
    ),
  });

  describe('SelfSubjectReview', () => {
    test('says who is asking', async () => {
      const { status, body } = await as('no-rights', WHO);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        kind: 'SelfSubjectReview',
        apiVersion: 'authentication.k8s.io/v1',
        metadata: { creationTimestamp: expect.any(String) as string },
        status: { userInfo: account('no-rights') },
      });
    });

    test('is not for those who are nobody', async () => {
      expect(await as('anonymous', WHO)).toEqual(forbidden('selfsubjectreviews', 'authentication.k8s.io', 'system:anonymous'));
    });

    test.each([
      ['GET', WHO, 405],
      ['GET', `${WHO}/x`, 404],
      ['DELETE', WHO, 405],
    ])('can only be created: %s %s is a %i', async (method, path, status) => {
      expect(await ask(target().admin, [method, path])).toMatchObject({ status });
    });
  });

  describe('SelfSubjectAccessReview', () => {
    const inNamespace = { verb: 'list', resource: 'endpoints', namespace: NAMESPACE };
    const inCluster = { verb: 'list', resource: 'endpoints' };

    test.each<[AccountName, object, boolean]>([
      ['gateway', { resourceAttributes: inCluster }, true],
      ['gateway', { resourceAttributes: { verb: 'watch', resource: 'endpointslices', group: 'discovery.k8s.io' } }, true],
      ['gateway', { resourceAttributes: { verb: 'get', resource: 'endpoints' } }, false],
      ['gateway', { resourceAttributes: { verb: '*', resource: '*', group: '*' } }, false],
      ['namespaced', { resourceAttributes: inNamespace }, true],
      ['namespaced', { resourceAttributes: inCluster }, false],
      ['no-rights', { resourceAttributes: inNamespace }, false],
      ['no-rights', { resourceAttributes: {} }, false],
      ['no-rights', { nonResourceAttributes: { path: '/version', verb: 'get' } }, true],
      ['no-rights', { nonResourceAttributes: { path: '/apis/x', verb: 'get' } }, true],
      ['no-rights', { nonResourceAttributes: { path: '/openid/v1/jwks', verb: 'get' } }, true],
      ['no-rights', { nonResourceAttributes: { path: '/metrics', verb: 'get' } }, false],
    ])('for %s about %j is answered with %s', async (name, spec, allowed) => {
      const { status, body } = await as(name, MAY, spec);
      expect(status).toBe(201);
      expect(body).toMatchObject({ kind: 'SelfSubjectAccessReview', spec, status: { allowed } });
    });

    test('a yes names the binding, a no names nothing', async () => {
      const role = `${NAMESPACE}:namespaced`;
      const yes = await as('namespaced', MAY, { resourceAttributes: inNamespace });
      expect(yes.body).toHaveProperty(
        'status.reason',
        `RBAC: allowed by RoleBinding "${role}/${NAMESPACE}" of Role "${role}" to ServiceAccount "namespaced/${NAMESPACE}"`,
      );
      const everyone = await as('no-rights', MAY, { nonResourceAttributes: { path: '/apis', verb: 'get' } });
      expect(everyone.body).toHaveProperty(
        'status.reason',
        'RBAC: allowed by ClusterRoleBinding "system:discovery" of ClusterRole "system:discovery" to Group "system:authenticated"',
      );
      expect((await as('no-rights', MAY, { resourceAttributes: inCluster })).body).toHaveProperty('status', { allowed: false });
    });

    test('about nothing, or about two things, is a 422', async () => {
      const message = 'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified';
      const causes = [{ reason: 'FieldValueInvalid', message, field: 'spec.resourceAttributes' }];
      expect(await as('no-rights', MAY, {})).toEqual({
        status: 422,
        body: failure(422, `.authorization.k8s.io "" is invalid: spec.resourceAttributes: ${message}`, {
          reason: 'Invalid',
          details: { group: 'authorization.k8s.io', causes },
        }),
      });
      expect(await as('no-rights', MAY, { resourceAttributes: {}, nonResourceAttributes: {} })).toMatchObject({ status: 422 });
    });

    test('is not for those who are nobody', async () => {
      const refusal = forbidden('selfsubjectaccessreviews', 'authorization.k8s.io', 'system:anonymous');
      expect(await as('anonymous', MAY, { resourceAttributes: inCluster })).toEqual(refusal);
    });
  });

  describe('SelfSubjectRulesReview', () => {
    const rules = (name: AccountName, spec: object) => as(name, `${AUTHORIZATION}/selfsubjectrulesreviews`, spec);

    test('lists the rules of all roles, in the namespace', async () => {
      const { status, body } = await rules('namespaced', { namespace: NAMESPACE });
      expect(status).toBe(201);
      const rule = { apiGroups: ['', 'discovery.k8s.io'], resources: ['endpoints', 'endpointslices'], verbs: ['list', 'watch'] };
      expect(body).toMatchObject({
        spec: {},
        status: {
          resourceRules: expect.arrayContaining([
            rule,
            { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
          ]) as unknown[],
          nonResourceRules: expect.arrayContaining([
            { verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'] },
          ]) as unknown[],
          incomplete: false,
        },
      });
      const elsewhere = await rules('namespaced', { namespace: 'default' });
      expect(elsewhere.body).not.toMatchObject({ status: { resourceRules: expect.arrayContaining([rule]) as unknown[] } });
    });

    test('needs the namespace', async () => {
      const body = failure(400, 'no namespace on request', { reason: 'BadRequest' });
      expect(await rules('gateway', {})).toEqual({ status: 400, body });
    });
  });

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
          user: { ...account('reviewed'), extra: { 'authentication.kubernetes.io/credential-id': id } },
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
      expect(await as('no-rights', TOKEN, { token })).toEqual(forbidden('tokenreviews', 'authentication.k8s.io', user));
    });
  });
}
