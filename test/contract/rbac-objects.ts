import { expect, vi } from 'vitest';

import type { ApiClient } from '../e2e/api-client.ts';
import { createServiceAccount } from '../e2e/service-account.ts';
import type { Access } from '../e2e/service-account.ts';
import { clientFor } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';
export const RBAC = `/apis/${RBAC_GROUP}/v1`;
/** Where the accounts of these contracts live; each contract makes it. */
export const RBAC_NAMESPACE = 'contract-rbac';

type Rules = Extract<Access, { kind: 'rules' }>['rules'];

export const LIST_ENDPOINTS = { apiGroups: [''], resources: ['endpoints'], verbs: ['list'] };

/** A client for an account of its own with these rights, which are in force a moment later. */
export async function accountWith(target: ContractTarget, name: string, rules: Rules): Promise<ApiClient> {
  const access: Access = rules.length === 0 ? { kind: 'none' } : { kind: 'rules', rules };
  return clientFor(target, await createServiceAccount(target.admin, { namespace: RBAC_NAMESPACE, name, access }));
}

/** Resolves once the path is answered with the status: rights are in force a moment after the write. */
export async function eventually(client: ApiClient, path: string, status: number): Promise<void> {
  await vi.waitFor(async () => expect(await client.send('GET', path)).toMatchObject({ status }), { timeout: 5000 });
}

/** A subject of a binding: an account of {@link RBAC_NAMESPACE}. */
export function subject(name: string): object {
  return { kind: 'ServiceAccount', namespace: RBAC_NAMESPACE, name };
}

/** A role with any rules, also such as are refused. */
export function role(kind: 'ClusterRole' | 'Role', name: string, rules: readonly object[]) {
  return { apiVersion: `${RBAC_GROUP}/v1`, kind, metadata: { name }, rules };
}

/** A binding of a ClusterRole, unless `role` says another kind. */
export function binding(
  kind: 'ClusterRoleBinding' | 'RoleBinding',
  name: string,
  fields: { readonly role: object; readonly subjects: readonly object[] },
) {
  const roleRef = { apiGroup: RBAC_GROUP, kind: 'ClusterRole', ...fields.role };
  return { apiVersion: `${RBAC_GROUP}/v1`, kind, metadata: { name }, roleRef, subjects: fields.subjects };
}
