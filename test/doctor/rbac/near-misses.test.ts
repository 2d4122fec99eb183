import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { grantsOf, nearMisses } from '../../../src/doctor/rbac/near-misses.ts';
import type { Binding, Policy, Role, Subject } from '../../../src/doctor/rbac/policy.ts';
import type { Right } from '../../../src/kube/reviews.ts';
import type { ApiObject } from '../../../src/playground/api-object.ts';
import { decide } from '../../../src/playground/rbac/authorizer.ts';
import { ObjectStore } from '../../../src/playground/store/object-store.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ACCOUNT, binding, LIST, LIST_SLICES, policy, role, rule, USER, WATCH } from './policies.ts';

const inNamespace = { kind: 'RoleBinding', namespace: 'default', name: 'local' } as const;
const ownRole = { kind: 'Role', namespace: 'default', name: 'reader' } as const;
const SELF = 'system:serviceaccount:default:apisix';

describe('a binding that nearly gives a right', () => {
  it.each<readonly [string, Policy, Right, readonly string[]]>([
    ['is none where it gives it', policy([role()], [binding()]), LIST, []],
    [
      'is none where its role is about something else',
      policy([role({ rules: [rule({ resources: ['pods'] })] })], [binding()]),
      LIST,
      [],
    ],
    [
      'has a role with a mistake',
      policy([role({ rules: [rule({ apiGroups: ['apps'], verbs: ['get'] })] })], [binding()]),
      LIST,
      [
        'R09 ClusterRoleBinding gateway gives ClusterRole gateway, which names endpoints in the API group "apps", and they are in "", and grants get on endpoints, and not list',
      ],
    ],
    [
      'gives no watch',
      policy([role({ rules: [rule({ verbs: ['list'] })] })], [binding()]),
      WATCH,
      ['R02 ClusterRoleBinding gateway gives ClusterRole gateway, which grants list on endpoints, and not watch'],
    ],
    [
      'gives a Role',
      policy([role(ownRole)], [binding({ ...inNamespace, role: ownRole })]),
      LIST,
      ['R03 RoleBinding default/local gives Role default/reader, and that in the namespace default alone'],
    ],
    [
      'gives a ClusterRole in a namespace',
      policy([role()], [binding(inNamespace)]),
      LIST,
      ['R04 RoleBinding default/local gives ClusterRole gateway, and that in the namespace default alone'],
    ],
    [
      'is for another',
      policy([role()], [binding({ subjects: [{ ...ACCOUNT, namespace: 'shop' }] })]),
      LIST,
      [
        `R05 ClusterRoleBinding gateway gives ClusterRole gateway, which grants it, to ServiceAccount shop/apisix, and not to ${SELF}`,
      ],
    ],
    [
      'is none for another in a namespace',
      policy([role()], [binding({ ...inNamespace, subjects: [{ ...ACCOUNT, namespace: 'shop' }] })]),
      LIST,
      [],
    ],
    [
      'gives no rights on slices',
      policy([role()], [binding()]),
      LIST_SLICES,
      [
        'R08 ClusterRoleBinding gateway gives ClusterRole gateway, which grants it on endpoints, and not on endpointslices in "discovery.k8s.io"',
      ],
    ],
    [
      'names no role',
      policy([], [binding()]),
      LIST,
      ['R11 ClusterRoleBinding gateway gives ClusterRole gateway, which does not exist'],
    ],
    ['may name a role where nobody may read those', policy([], [binding()], { unread: ['clusterroles'] }), LIST, []],
    ['names no role in a namespace, which no request of the whole cluster shows', policy([], [binding(inNamespace)]), LIST, []],
    [
      'gives an aggregated role',
      policy([role({ rules: [rule({ resources: ['pods'] })], childLabels: { gateway: 'true' } })], [binding()]),
      LIST,
      [
        'R14 ClusterRoleBinding gateway gives ClusterRole gateway, whose rules are those of the ClusterRoles with its labels (aggregationRule), and none of them grants it',
      ],
    ],
  ])('%s', (_, given, right, expected) => {
    expect(nearMisses(given, { user: USER, right }).map(({ id, text }) => `${id} ${text}`)).toEqual(expected);
  });
});

test('of the bindings that give a right those are told that hold where it is asked for', () => {
  const secrets = rule({ resources: ['secrets'], verbs: ['get'] });
  const given = policy(
    [role({ rules: [secrets] }), role({ ...ownRole, rules: [secrets] })],
    [binding(), binding({ ...inNamespace, role: ownRole }), binding({ ...inNamespace, namespace: 'shop' })],
  );
  const right = { verb: 'get', group: '', resource: 'secrets' };
  expect(grantsOf(given, { user: USER, right })).toEqual(['ClusterRoleBinding gateway gives ClusterRole gateway']);
  expect(grantsOf(given, { user: USER, right: { ...right, namespace: 'default' } })).toEqual([
    'ClusterRoleBinding gateway gives ClusterRole gateway',
    'RoleBinding default/local gives Role default/reader',
  ]);
});

test('a right is given by a binding where the RBAC of the playground allows it', () => {
  const subjects = fc.uniqueArray(
    fc.constantFrom<Subject>(
      ACCOUNT,
      { ...ACCOUNT, namespace: 'shop' },
      { kind: 'User', namespace: undefined, name: 'apisix' },
      { kind: 'User', namespace: undefined, name: SELF },
      { kind: 'Group', namespace: undefined, name: 'system:serviceaccounts:default' },
      { kind: 'Group', namespace: undefined, name: 'system:serviceaccounts:shop' },
    ),
    { maxLength: 2 },
  );
  const roles = fc.record({ kind: fc.constantFrom('ClusterRole', 'Role'), name: fc.constantFrom('one', 'two') });
  const places = fc.constantFrom(undefined, 'default', 'shop');
  const verbs = fc.constantFrom(['list'], ['watch'], ['*']);
  const policies = fc.record({
    roles: fc.uniqueArray(fc.record({ name: fc.constantFrom('one', 'two'), namespace: places, verbs }), {
      selector: ({ name, namespace }) => `${namespace}/${name}`,
    }),
    bindings: fc.array(fc.record({ role: roles, namespace: places, subjects }), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(policies, fc.constantFrom(LIST, WATCH, { ...LIST, namespace: 'default' }), (given, right) => {
      const ours = policyOf(given.roles, given.bindings);
      const { verb, group, resource: plural, namespace } = { namespace: undefined, ...right };
      const asked = { kind: 'resource', verb, group, plural, subresource: '', namespace, name: undefined } as const;
      const { allowed } = decide(storeOf(ours), { user: SELF, groups: USER.groups }, asked);
      expect(grantsOf(ours, { user: USER, right }).length > 0).toBe(allowed);
    }),
    { numRuns: 500 },
  );
});

function policyOf(
  roles: readonly { readonly name: string; readonly namespace: string | undefined; readonly verbs: readonly string[] }[],
  bindings: readonly {
    readonly role: { readonly kind: string; readonly name: string };
    readonly namespace: string | undefined;
    readonly subjects: readonly Subject[];
  }[],
): Policy {
  const kindOf = (namespace: string | undefined): Role['kind'] => (namespace === undefined ? 'ClusterRole' : 'Role');
  return policy(
    roles.map(({ name, namespace, verbs }) => role({ kind: kindOf(namespace), name, namespace, rules: [rule({ verbs })] })),
    bindings.map(({ role: { kind, name }, namespace, subjects }, at): Binding => {
      // No API server takes a ClusterRoleBinding of a Role.
      const isOwn = kind === 'Role' && namespace !== undefined;
      return binding({
        kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
        namespace,
        name: `binding-${at}`,
        role: { kind: isOwn ? 'Role' : 'ClusterRole', namespace: isOwn ? namespace : undefined, name },
        subjects,
      });
    }),
  );
}

/** The same objects in a store of the playground. */
function storeOf({ roles, bindings }: Policy): ObjectStore {
  const store = new ObjectStore(new FakeClock());
  const metadata = ({ name, namespace }: Role | Binding): ApiObject['metadata'] => ({
    name,
    ...(namespace === undefined ? {} : { namespace }),
  });
  for (const one of roles.values()) {
    store.create(one.kind === 'Role' ? 'roles' : 'clusterroles', { metadata: metadata(one), rules: one.rules });
  }
  for (const one of bindings) {
    const { kind, name } = one.role;
    const subjects = one.subjects.map(({ namespace, ...rest }) => (namespace === undefined ? rest : { ...rest, namespace }));
    const object = { metadata: metadata(one), subjects, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name } };
    store.create(one.kind === 'RoleBinding' ? 'rolebindings' : 'clusterrolebindings', object);
  }
  return store;
}
