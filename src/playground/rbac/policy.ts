import type { ApiObject } from '../api-object.ts';

/** One rule of a Role or ClusterRole (rbac.authorization.k8s.io/v1). `*` stands for all; no `resourceNames` for every name. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  /** Paths that are no resource; one that ends in `*` stands for everything behind it. Only in a ClusterRole. */
  readonly nonResourceURLs?: readonly string[];
}

/** Whom a binding is for. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  /** Of a ServiceAccount. */
  readonly namespace?: string;
  readonly apiGroup?: string;
}

/** The role that a binding gives. */
export interface RoleRef {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
}

/** The API group of roles and bindings. */
export const RBAC_GROUP = 'rbac.authorization.k8s.io';

// What follows reads objects as they stand in the store. The strategies let no other shape in, hence the casts.

/** The rules of a Role or ClusterRole; none where it holds `null`. */
export function rulesOf(role: ApiObject): readonly PolicyRule[] {
  return (role['rules'] ?? []) as readonly PolicyRule[];
}

/** The subjects of a binding; none where it has no such field. */
export function subjectsOf(binding: ApiObject): readonly Subject[] {
  return (binding['subjects'] ?? []) as readonly Subject[];
}

/** The role of a binding; all of its fields are empty where the binding names none. */
export function roleRefOf(binding: ApiObject): RoleRef {
  return { apiGroup: '', kind: '', name: '', ...(binding['roleRef'] as Partial<RoleRef> | undefined) };
}
