import { describe, expect, test } from 'vitest';

import { ask, review } from './ask.ts';
import { clientFor, failure, NAMESPACE } from './contract-target.ts';
import type { AccountName, ContractTarget } from './contract-target.ts';
import { accountInfo, mayNotCreate } from './review-answers.ts';

const AUTHENTICATION = '/apis/authentication.k8s.io/v1';
const AUTHORIZATION = '/apis/authorization.k8s.io/v1';
const WHO = `${AUTHENTICATION}/selfsubjectreviews`;
const MAY = `${AUTHORIZATION}/selfsubjectaccessreviews`;

export function reviewContract(target: () => ContractTarget): void {
  const as = async (account: AccountName | 'anonymous', path: string, spec?: object) => {
    const client = clientFor(target(), account === 'anonymous' ? undefined : target().tokens[account]);
    const answer = await review(client, path, spec);
    client.close();
    return answer;
  };
  describe('SelfSubjectReview', () => {
    test('says who is asking', async () => {
      const { status, body } = await as('no-rights', WHO);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        kind: 'SelfSubjectReview',
        apiVersion: 'authentication.k8s.io/v1',
        metadata: { creationTimestamp: expect.any(String) as string },
        status: { userInfo: accountInfo('no-rights') },
      });
    });

    test('is not for those who are nobody', async () => {
      expect(await as('anonymous', WHO)).toEqual(mayNotCreate('selfsubjectreviews', 'authentication.k8s.io', 'system:anonymous'));
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
      const refusal = mayNotCreate('selfsubjectaccessreviews', 'authorization.k8s.io', 'system:anonymous');
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
}
