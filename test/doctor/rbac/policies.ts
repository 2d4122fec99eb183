import type { Binding, Policy, PolicyRule, Role, Subject } from '../../../src/doctor/rbac/policy.ts';
import { nameText } from '../../../src/doctor/rbac/policy.ts';

/** What lists and watches Endpoints, as far as it is not said otherwise. */
export function rule(fields: Partial<PolicyRule> = {}): PolicyRule {
  return { verbs: ['list', 'watch'], apiGroups: [''], resources: ['endpoints'], resourceNames: [], ...fields };
}

/** The role `gateway`, which lists and watches Endpoints, as far as it is not said otherwise. */
export function role(fields: Partial<Role> = {}): Role {
  return {
    kind: 'ClusterRole',
    namespace: undefined,
    name: 'gateway',
    rules: [rule()],
    childLabels: undefined,
    isOurs: false,
    ...fields,
  };
}

export const ACCOUNT: Subject = { kind: 'ServiceAccount', namespace: 'default', name: 'apisix' };

/** The ClusterRoleBinding `gateway`, which binds the role of that name to {@link ACCOUNT}, as far as it is not said otherwise. */
export function binding(fields: Partial<Binding> = {}): Binding {
  const named = { kind: 'ClusterRole', namespace: undefined, name: 'gateway' } as const;
  return {
    kind: 'ClusterRoleBinding',
    namespace: undefined,
    name: 'gateway',
    role: named,
    subjects: [ACCOUNT],
    isOurs: false,
    ...fields,
  };
}

/** A cluster of these, as an admin sees it who may read all. */
export function policy(roles: readonly Role[], bindings: readonly Binding[], fields: Partial<Policy> = {}): Policy {
  return {
    roles: new Map(roles.map((one) => [nameText(one), one])),
    bindings,
    accounts: new Map([['default/apisix', { isOurs: true }]]),
    unread: [],
    ...fields,
  };
}

/** {@link ACCOUNT} as an authorizer knows it. */
export const USER = {
  username: 'system:serviceaccount:default:apisix',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:default', 'system:authenticated'],
};

export const LIST = { verb: 'list', group: '', resource: 'endpoints' };
export const WATCH = { ...LIST, verb: 'watch' };
export const LIST_SLICES = { verb: 'list', group: 'discovery.k8s.io', resource: 'endpointslices' };
