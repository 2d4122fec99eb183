import type { ApiObject } from '../api-object.ts';
import { MASTERS } from '../authentication/identity.ts';
import type { Identity } from '../authentication/identity.ts';
import { aggregateText, goList } from '../go-text.ts';
import type { ServedResource } from '../resource.ts';
import { forbidden, notFound } from '../status/status.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { decide } from './authorizer.ts';
import { missingPermissions } from './coverage.ts';
import { findRole, rulesFor } from './grants.ts';
import { RBAC_GROUP, roleRefOf, rulesOf } from './policy.ts';
import type { PolicyRule } from './policy.ts';

/** A write that may give rights away. */
interface RightsWrite {
  readonly store: ObjectStore;
  readonly identity: Identity;
  readonly resource: ServedResource;
}

/**
 * Throws 403 as a StatusError where a role, or a binding, would give more rights than its writer holds, unless the writer may `escalate` the role, or
 * `bind` it (kubernetes' pkg/registry/rbac/…/policybased). A binding to no role at all is a 404 for who may not bind it. Objects of other
 * resources pass.
 */
export function guardEscalation(write: RightsWrite, object: ApiObject): void {
  switch (write.resource.plural) {
    case 'clusterroles':
    case 'roles':
      if (!may(write, { verb: 'escalate', plural: write.resource.plural, object })) confirmHeld(write, object, rulesOf(object));
      return;
    case 'clusterrolebindings':
    case 'rolebindings':
      guardBinding(write, object);
      return;
    default:
  }
}

function guardBinding(write: RightsWrite, binding: ApiObject): void {
  const roleRef = roleRefOf(binding);
  const { namespace } = binding.metadata;
  const plural = roleRef.kind === 'Role' ? 'roles' : 'clusterroles';
  if (may(write, { verb: 'bind', plural, object: { metadata: { ...binding.metadata, name: roleRef.name } } })) return;
  const role = findRole(write.store, roleRef, namespace);
  // kube-apiserver itself speaks of a binding of that name.
  if (role === undefined) throw notFound({ ...write.resource, name: roleRef.name });
  confirmHeld(write, binding, rulesOf(role));
}

function may(
  { store, identity }: RightsWrite,
  { verb, plural, object }: { readonly verb: string; readonly plural: string; readonly object: ApiObject },
): boolean {
  const { name, namespace } = object.metadata;
  return decide(store, identity, { kind: 'resource', verb, group: RBAC_GROUP, plural, subresource: '', name, namespace }).allowed;
}

function confirmHeld({ store, identity, resource }: RightsWrite, object: ApiObject, rules: readonly PolicyRule[]): void {
  if (identity.groups.includes(MASTERS)) return;
  const { name, namespace } = object.metadata;
  const held = rulesFor(store, identity, namespace);
  const missing = missingPermissions(held.rules, rules);
  if (missing.length === 0) return;
  const who = `user "${identity.user}" (groups=${goList(identity.groups)})`;
  const errors = held.errors.length === 0 ? '' : `; resolution errors: [${aggregateText(held.errors)}]`;
  const why = `${who} is attempting to grant RBAC permissions not currently held:\n${missing.join('\n')}${errors}`;
  throw forbidden({ ...resource, name }, why);
}
