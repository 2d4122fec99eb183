import { beforeAll, describe, expect, test } from 'vitest';

import { namespace } from '../support/objects.ts';
import { apply, ask } from './ask.ts';
import type { JsonAnswer } from './ask.ts';
import type { ContractTarget } from './contract-target.ts';
import { binding, RBAC, RBAC_GROUP, RBAC_NAMESPACE, role } from './rbac-objects.ts';

export function roleContract(target: () => ContractTarget): void {
  const post = (path: string, body: object) => ask(target().admin, ['POST', `${RBAC}/${path}`], { body });

  describe('a role or binding', () => {
    beforeAll(() => target().admin.apply(namespace(RBAC_NAMESPACE)));

    const invalid = (kind: string, name: string, ...causes: readonly (readonly [field: string, message: string])[]) => {
      const problems = causes.map(([field, message]) => `${field}: ${message}`);
      return {
        status: 422,
        message: `${kind}.${RBAC_GROUP} "${name}" is invalid: ${causes.length === 1 ? problems[0] : `[${problems.join(', ')}]`}`,
        causes: causes.map(([field]) => field),
      };
    };
    const outcome = ({ status, body }: JsonAnswer) => {
      const { message, details } = body as { message: string; details: { causes: readonly { field: string }[] } };
      return { status, message, causes: details.causes.map(({ field }) => field) };
    };

    test('must say in each rule which verbs, groups and resources', async () => {
      const rules: readonly object[] = [
        { resources: ['endpoints'], verbs: ['list'] },
        { apiGroups: [''], verbs: ['list'] },
        { apiGroups: [''], resources: ['x'] },
        { nonResourceURLs: ['/x'], apiGroups: [''], verbs: ['get'] },
      ];
      expect(outcome(await post('clusterroles', role('ClusterRole', 'contract-bad', rules)))).toEqual(
        invalid(
          'ClusterRole',
          'contract-bad',
          ['rules[0].apiGroups', 'Required value: resource rules must supply at least one api group'],
          ['rules[1].resources', 'Required value: resource rules must supply at least one resource'],
          ['rules[2].verbs', 'Required value: verbs must contain at least one value'],
          [
            'rules[3].nonResourceURLs',
            'Invalid value: ["/x"]: rules cannot apply to both regular resources and non-resource URLs',
          ],
        ),
      );
      const paths = [{ nonResourceURLs: ['/x'], verbs: ['get'] }];
      expect(outcome(await post(`namespaces/${RBAC_NAMESPACE}/roles`, role('Role', 'bad', paths)))).toEqual(
        invalid('Role', 'bad', [
          'rules[0].nonResourceURLs',
          'Invalid value: ["/x"]: namespaced rules cannot apply to non-resource URLs',
        ]),
      );
    });

    test('must name a role of the right kind, and whole subjects', async () => {
      const bad = {
        role: { kind: 'Role', name: '' },
        subjects: [
          { kind: 'ServiceAccount', name: 'a' },
          { kind: 'Bogus', name: 'u' },
          { kind: 'User', name: '' },
        ],
      };
      const kinds = 'Unsupported value: "Bogus": supported values: "ServiceAccount", "User", "Group"';
      expect(outcome(await post('clusterrolebindings', binding('ClusterRoleBinding', 'contract-bad', bad)))).toEqual(
        invalid(
          'ClusterRoleBinding',
          'contract-bad',
          ['roleRef.kind', 'Unsupported value: "Role": supported values: "ClusterRole"'],
          ['roleRef.name', 'Required value'],
          ['subjects[0].namespace', 'Required value'],
          ['subjects[1].kind', kinds],
          ['subjects[2].name', 'Required value'],
        ),
      );
    });

    test('in a namespace may name a service account without its own', async () => {
      const fields = { role: { name: 'view' }, subjects: [{ kind: 'ServiceAccount', name: 'a' }] };
      expect(await post(`namespaces/${RBAC_NAMESPACE}/rolebindings`, binding('RoleBinding', 'short', fields))).toMatchObject({
        status: 201,
      });
    });

    test('gets the API group of users and groups filled in', async () => {
      const fields = { role: { apiGroup: '', name: 'view' }, subjects: [{ kind: 'Group', name: 'g' }] };
      const { body } = await post('clusterrolebindings', binding('ClusterRoleBinding', 'contract-filled', fields));
      expect(body).toMatchObject({
        roleRef: { apiGroup: RBAC_GROUP },
        subjects: [{ kind: 'Group', apiGroup: RBAC_GROUP, name: 'g' }],
      });
    });

    test('keeps its role for good', async () => {
      const path = `${RBAC}/clusterrolebindings/contract-kept`;
      const of = (name: string) => binding('ClusterRoleBinding', 'contract-kept', { role: { name }, subjects: [] });
      await apply(target().admin, [path, 'm'], of('view'));
      const value = `{"APIGroup":"${RBAC_GROUP}","Kind":"ClusterRole","Name":"edit"}`;
      const expected = invalid('ClusterRoleBinding', 'contract-kept', [
        'roleRef',
        `Invalid value: ${value}: cannot change roleRef`,
      ]);
      expect(outcome(await apply(target().admin, [path, 'm'], of('edit')))).toEqual(expected);
      expect(outcome(await ask(target().admin, ['PATCH', path], { body: { roleRef: { name: 'edit' } } }))).toEqual(expected);
    });
  });
}
