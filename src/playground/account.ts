import type { PolicyRule } from './rbac/policy.ts';

/** What an account may do, as one rule of a ClusterRole, or of a Role in each of `namespaces`. `*` stands for all, except in `namespaces`. */
export interface Rule extends PolicyRule {
  /** Absent: at the cluster scope, and so in every namespace. */
  readonly namespaces?: readonly string[];
}

/** A service account that the playground knows. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** An account as the cluster made it, with the token of its Secret. */
export interface IssuedAccount extends Account {
  readonly uid: string;
  /** `system:serviceaccount:NAMESPACE:NAME` */
  readonly user: string;
  readonly token: string;
}

/** The rules of an administrator: every resource and every path. */
export const ALL_RIGHTS = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
] as const satisfies readonly PolicyRule[];

const endpointsAndSlices = { apiGroups: ['', 'discovery.k8s.io'], resources: ['endpoints', 'endpointslices'] } as const;

/** The accounts of a playground that is given none: one that works for the gateway, and the usual ways to get the rights wrong. */
export const DEFAULT_ACCOUNTS = [
  { namespace: 'kube-system', name: 'admin', rules: ALL_RIGHTS },
  { namespace: 'default', name: 'gateway', rules: [{ ...endpointsAndSlices, verbs: ['list', 'watch'] }] },
  { namespace: 'default', name: 'list-only', rules: [{ ...endpointsAndSlices, verbs: ['list'] }] },
  {
    namespace: 'default',
    name: 'namespaced',
    rules: [{ ...endpointsAndSlices, verbs: ['list', 'watch'], namespaces: ['default'] }],
  },
  { namespace: 'default', name: 'no-rights', rules: [] },
] as const satisfies readonly Account[];
