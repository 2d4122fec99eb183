import { beforeAll, describe, expect, test, vi } from 'vitest';

import type { ApiClient } from '../e2e/api-client.ts';
import { namespace } from '../support/objects.ts';
import { apply, ask } from './ask.ts';
import { failure } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';
import {
  accountWith,
  binding,
  eventually,
  LIST_ENDPOINTS,
  RBAC,
  RBAC_GROUP,
  RBAC_NAMESPACE,
  role,
  subject,
} from './rbac-objects.ts';

export function escalationContract(target: () => ContractTarget): void {
  describe('rights that the writer lacks', () => {
    const all = { apiGroups: [RBAC_GROUP], resources: ['*'], verbs: ['get', 'create', 'update', 'patch', 'delete'] };
    const refusal = (who: string, plural: string, name: string, ...missing: readonly string[]) => {
      const groups = `["system:serviceaccounts" "system:serviceaccounts:${RBAC_NAMESPACE}" "system:authenticated"]`;
      const message =
        `${plural}.${RBAC_GROUP} "${name}" is forbidden: user "system:serviceaccount:${RBAC_NAMESPACE}:${who}" (groups=${groups}) ` +
        `is attempting to grant RBAC permissions not currently held:\n${missing.join('\n')}`;
      return {
        status: 403,
        body: failure(403, message, { reason: 'Forbidden', details: { name, group: RBAC_GROUP, kind: plural } }),
      };
    };
    let writer: ApiClient;
    let escalator: ApiClient;
    beforeAll(async () => {
      await target().admin.apply(namespace(RBAC_NAMESPACE));
      writer = await accountWith(target(), 'writer', [all, LIST_ENDPOINTS]);
      const more = { apiGroups: [RBAC_GROUP], resources: ['clusterroles', 'roles'], verbs: ['escalate', 'bind'] };
      escalator = await accountWith(target(), 'escalator', [all, more]);
      await eventually(writer, `${RBAC}/clusterroles/view`, 200);
      await eventually(escalator, `${RBAC}/clusterroles/view`, 200);
      await create(target().admin, [{ ...LIST_ENDPOINTS, verbs: ['list', 'watch'] }], 'contract-wide');
      return () => {
        writer.close();
        escalator.close();
      };
    });
    const create = (client: ApiClient, rules: readonly object[], name = 'contract-beyond') =>
      ask(client, ['POST', `${RBAC}/clusterroles`], { body: role('ClusterRole', name, rules) });
    const bind = (client: ApiClient, name: string, roleName: string) =>
      ask(client, ['POST', `${RBAC}/clusterrolebindings`], {
        body: binding('ClusterRoleBinding', name, { role: { name: roleName }, subjects: [subject('writer')] }),
      });

    test('cannot be given by a role, and are told one resource a line', async () => {
      const slices = { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] };
      expect(
        await create(writer, [{ apiGroups: [''], resources: ['endpoints', 'pods'], verbs: ['list', 'watch'] }, slices]),
      ).toEqual(
        refusal(
          'writer',
          'clusterroles',
          'contract-beyond',
          '{APIGroups:[""], Resources:["endpoints"], Verbs:["watch"]}',
          '{APIGroups:[""], Resources:["pods"], Verbs:["list" "watch"]}',
          '{APIGroups:["discovery.k8s.io"], Resources:["endpointslices"], Verbs:["list" "watch"]}',
        ),
      );
      const named = { apiGroups: [''], resources: ['pods'], resourceNames: ['b', 'a'], verbs: ['watch', 'get'] };
      expect(await create(writer, [named, { nonResourceURLs: ['/metrics'], verbs: ['get', 'post'] }])).toEqual(
        refusal(
          'writer',
          'clusterroles',
          'contract-beyond',
          '{APIGroups:[""], Resources:["pods"], ResourceNames:["a"], Verbs:["watch" "get"]}',
          '{APIGroups:[""], Resources:["pods"], ResourceNames:["b"], Verbs:["watch" "get"]}',
          '{NonResourceURLs:["/metrics"], Verbs:["get"]}',
          '{NonResourceURLs:["/metrics"], Verbs:["post"]}',
        ),
      );
    });

    test('cannot be added by an apply either', async () => {
      expect(await create(writer, [LIST_ENDPOINTS], 'contract-held')).toMatchObject({ status: 201 });
      const wider = role('ClusterRole', 'contract-held', [{ ...LIST_ENDPOINTS, verbs: ['list', 'get'] }]);
      expect(await apply(writer, [`${RBAC}/clusterroles/contract-held`, 'm&force=true'], wider)).toEqual(
        refusal('writer', 'clusterroles', 'contract-held', '{APIGroups:[""], Resources:["endpoints"], Verbs:["get"]}'),
      );
    });

    test('cannot be given by a binding', async () => {
      expect(await bind(writer, 'contract-beyond', 'contract-wide')).toEqual(
        refusal('writer', 'clusterrolebindings', 'contract-beyond', '{APIGroups:[""], Resources:["endpoints"], Verbs:["watch"]}'),
      );
      expect(await bind(writer, 'contract-beyond', 'no-such')).toEqual({
        status: 404,
        body: failure(404, `clusterrolebindings.${RBAC_GROUP} "no-such" not found`, {
          reason: 'NotFound',
          details: { name: 'no-such', group: RBAC_GROUP, kind: 'clusterrolebindings' },
        }),
      });
      expect(await bind(writer, 'contract-held', 'contract-held')).toMatchObject({ status: 201 });
    });

    test('can be given with the verbs escalate and bind', async () => {
      expect(await create(escalator, [{ ...LIST_ENDPOINTS, verbs: ['*'] }], 'contract-escalated')).toMatchObject({ status: 201 });
      expect(await bind(escalator, 'contract-bound', 'contract-wide')).toMatchObject({ status: 201 });
      expect(await bind(escalator, 'contract-bound-to-nothing', 'no-such')).toMatchObject({ status: 201 });
    });

    test('include create where an apply finds nothing', async () => {
      const patcher = await accountWith(target(), 'patcher', [{ apiGroups: [''], resources: ['secrets'], verbs: ['patch'] }]);
      const path = `/api/v1/namespaces/${RBAC_NAMESPACE}/secrets/x`;
      const message =
        `secrets "x" is forbidden: User "system:serviceaccount:${RBAC_NAMESPACE}:patcher" cannot create resource "secrets" ` +
        `in API group "" in the namespace "${RBAC_NAMESPACE}"`;
      await vi.waitFor(async () =>
        expect(await apply(patcher, [path, 'm'], { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } })).toEqual({
          status: 403,
          body: failure(403, message, { reason: 'Forbidden', details: { name: 'x', kind: 'secrets' } }),
        }),
      );
      patcher.close();
    });
  });
}
