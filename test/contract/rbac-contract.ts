import { beforeAll, describe, expect, test, vi } from 'vitest';

import { endpoints, namespace } from '../support/objects.ts';
import { ask, review } from './ask.ts';
import { failure } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';
import { accountWith, binding, eventually, LIST_ENDPOINTS, RBAC, RBAC_NAMESPACE, role, subject } from './rbac-objects.ts';

const MAY = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

export function rbacContract(target: () => ContractTarget): void {
  const post = (path: string, body: object) => ask(target().admin, ['POST', `${RBAC}/${path}`], { body });

  describe('RBAC', () => {
    beforeAll(() => target().admin.apply(namespace(RBAC_NAMESPACE), endpoints(`${RBAC_NAMESPACE}/cms`)));

    test.each<[string, object]>([
      ['service-account', subject('bound')],
      ['user', { kind: 'User', name: `system:serviceaccount:${RBAC_NAMESPACE}:bound` }],
      ['accounts-of-namespace', { kind: 'Group', name: `system:serviceaccounts:${RBAC_NAMESPACE}` }],
      ['accounts', { kind: 'Group', name: 'system:serviceaccounts' }],
      ['authenticated', { kind: 'Group', name: 'system:authenticated' }],
    ])('gives rights to a %s, and takes them when the binding goes', async (name, who) => {
      const client = await accountWith(target(), 'bound', []);
      const path = `/apis/apps/v1/deployments?fieldSelector=metadata.name=${name}`;
      await post(
        'clusterroles',
        role('ClusterRole', `contract-${name}`, [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] }]),
      );
      await post(
        'clusterrolebindings',
        binding('ClusterRoleBinding', `contract-${name}`, { role: { name: `contract-${name}` }, subjects: [who] }),
      );
      await eventually(client, path, 200);
      await ask(target().admin, ['DELETE', `${RBAC}/clusterrolebindings/contract-${name}`]);
      await eventually(client, path, 403);
      client.close();
    });

    test('gives a ClusterRole in one namespace by a RoleBinding', async () => {
      const client = await accountWith(target(), 'in-namespace', []);
      const subjects = [subject('in-namespace')];
      await post(
        `namespaces/${RBAC_NAMESPACE}/rolebindings`,
        binding('RoleBinding', 'view', { role: { name: 'view' }, subjects }),
      );
      await eventually(client, `/api/v1/namespaces/${RBAC_NAMESPACE}/endpoints`, 200);
      expect(await client.send('GET', '/api/v1/endpoints')).toMatchObject({ status: 403 });
      expect(await client.send('GET', `/api/v1/namespaces/${RBAC_NAMESPACE}/secrets`)).toMatchObject({ status: 403 });
      client.close();
    });

    test('with resourceNames covers the list of that name alone', async () => {
      const client = await accountWith(target(), 'named', [{ ...LIST_ENDPOINTS, resourceNames: ['cms'] }]);
      await eventually(client, '/api/v1/endpoints?fieldSelector=metadata.name=cms', 200);
      expect(await client.send('GET', '/api/v1/endpoints')).toMatchObject({ status: 403 });
      const may = async (name?: string) =>
        review(client, MAY, { resourceAttributes: { verb: 'list', resource: 'endpoints', ...(name && { name }) } });
      expect((await may()).body).toMatchObject({ status: { allowed: false } });
      expect((await may('cms')).body).toMatchObject({ status: { allowed: true } });
      client.close();
    });

    test('names bindings to no role in every refusal, and in the answer to may I', async () => {
      const client = await accountWith(target(), 'dangling', []);
      const subjects = [subject('dangling')];
      await post(
        'clusterrolebindings',
        binding('ClusterRoleBinding', 'contract-dangling', { role: { name: 'no-such' }, subjects }),
      );
      const missing = 'clusterrole.rbac.authorization.k8s.io "no-such" not found';
      const list = { verb: 'list', resource: 'endpoints' };
      const scope = `User "system:serviceaccount:${RBAC_NAMESPACE}:dangling" cannot list resource "endpoints" in API group ""`;
      await vi.waitFor(async () =>
        expect((await ask(client, ['GET', '/api/v1/endpoints'])).body).toEqual(
          failure(403, `endpoints is forbidden: ${scope} at the cluster scope: RBAC: ${missing}`, {
            reason: 'Forbidden',
            details: { kind: 'endpoints' },
          }),
        ),
      );
      expect((await review(client, MAY, { resourceAttributes: list })).body).toMatchObject({
        status: { allowed: false, reason: `RBAC: ${missing}` },
      });
      expect((await ask(client, ['GET', '/metrics'])).body).toMatchObject({
        message: expect.stringContaining(`: RBAC: ${missing}`) as string,
      });

      const inNamespace = { role: { kind: 'Role', name: 'nope' }, subjects };
      await post(`namespaces/${RBAC_NAMESPACE}/rolebindings`, binding('RoleBinding', 'dangling', inNamespace));
      const both = `RBAC: [${missing}, role.rbac.authorization.k8s.io "nope" not found]`;
      await vi.waitFor(async () =>
        expect((await review(client, MAY, { resourceAttributes: { ...list, namespace: RBAC_NAMESPACE } })).body).toMatchObject({
          status: { allowed: false, reason: both },
        }),
      );
      client.close();
    });
  });
}
