import type { StoredObject } from '../api-object.ts';
import { userOf } from '../authentication/identity.ts';
import type { Identity } from '../authentication/identity.ts';
import { qualifiedName } from '../resource.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { RBAC_GROUP, roleRefOf, rulesOf, subjectsOf } from './policy.ts';
import type { PolicyRule, RoleRef, Subject } from './policy.ts';

/** A rule that somebody holds and the binding that gives it, or why a binding of theirs gives nothing. */
export type Grant =
  | { readonly kind: 'rule'; readonly rule: PolicyRule; readonly through: string }
  | { readonly kind: 'dangling'; readonly message: string };

/**
 * What the bindings of the store give an identity, at the cluster scope and, where it is given, in one namespace. In the order of
 * kubernetes' `VisitRulesFor` (pkg/registry/rbac/validation): ClusterRoleBindings first.
 */
export function* grantsOf(store: ObjectStore, identity: Identity, namespace: string | undefined): Generator<Grant> {
  for (const { object } of store.snapshot('clusterrolebindings')) yield* grantsOfBinding(store, identity, object);
  if (namespace === undefined) return;
  for (const { object } of store.snapshot('rolebindings')) {
    if (object.metadata.namespace === namespace) yield* grantsOfBinding(store, identity, object);
  }
}

/** All of {@link grantsOf} at once: the rules, and of the bindings that give nothing why. */
export function rulesFor(
  store: ObjectStore,
  identity: Identity,
  namespace: string | undefined,
): { readonly rules: readonly PolicyRule[]; readonly errors: readonly string[] } {
  const grants = [...grantsOf(store, identity, namespace)];
  return {
    rules: grants.flatMap((grant) => (grant.kind === 'rule' ? [grant.rule] : [])),
    errors: grants.flatMap((grant) => (grant.kind === 'dangling' ? [grant.message] : [])),
  };
}

function* grantsOfBinding(store: ObjectStore, identity: Identity, binding: StoredObject): Generator<Grant> {
  const { namespace } = binding.metadata;
  const subject = subjectsOf(binding).find((candidate) => isMeant(candidate, identity, namespace));
  if (subject === undefined) return;
  const roleRef = roleRefOf(binding);
  const role = findRole(store, roleRef, namespace);
  if (role === undefined) {
    yield { kind: 'dangling', message: `${qualifiedName(roleRef.kind.toLowerCase(), RBAC_GROUP)} "${roleRef.name}" not found` };
    return;
  }
  const through = `${bindingText(binding)} of ${roleRef.kind} "${roleRef.name}" to ${subjectText(subject, namespace)}`;
  for (const rule of rulesOf(role)) yield { kind: 'rule', rule, through };
}

/** The role that a binding names, or undefined. `namespace` is the binding's, and absent for a ClusterRoleBinding. */
export function findRole(store: ObjectStore, { kind, name }: RoleRef, namespace: string | undefined): StoredObject | undefined {
  return kind === 'Role' ? store.get('roles', { namespace, name }) : store.get('clusterroles', { name });
}

/** Whether the subject stands for this identity. A ServiceAccount without namespace is one of the binding's. */
function isMeant({ kind, name, namespace }: Subject, { user, groups }: Identity, bindingNamespace = ''): boolean {
  if (kind === 'User') return name === user;
  if (kind === 'Group') return groups.includes(name);
  return user === userOf({ namespace: namespace ?? bindingNamespace, name });
}

function bindingText({ kind, metadata: { name, namespace } }: StoredObject): string {
  return `${kind} "${namespace === undefined ? name : `${name}/${namespace}`}"`;
}

/** kube-apiserver 1.36 itself puts the name of a service account before its namespace. */
function subjectText({ kind, name, namespace }: Subject, bindingNamespace = ''): string {
  return kind === 'ServiceAccount' ? `${kind} "${name}/${namespace ?? bindingNamespace}"` : `${kind} "${name}"`;
}
