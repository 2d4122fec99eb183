import type { ApiClient } from './api-client.ts';

interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** What an account may do in the whole cluster: nothing, what a ClusterRole of its own says, or what an existing one says. */
export type Access =
  | { readonly kind: 'none' }
  | { readonly kind: 'rules'; readonly rules: readonly PolicyRule[] }
  | { readonly kind: 'clusterRole'; readonly name: string };

export interface ServiceAccountFields {
  /** Must exist. */
  readonly namespace: string;
  readonly name: string;
  readonly access: Access;
}

/** Lets a gateway list and watch both resources that it can discover from. */
export const discoveryAccess: Access = {
  kind: 'rules',
  rules: [
    { apiGroups: [''], resources: ['endpoints'], verbs: ['list', 'watch'] },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
  ],
};

const GROUP = 'rbac.authorization.k8s.io';
const VERSION = `${GROUP}/v1`;

/**
 * Makes a service account, and unless it gets no access a ClusterRoleBinding and the ClusterRole, both named `namespace:name`.
 * Resolves to a token good for an hour. The authorizer learns of the binding a moment later: the first requests may still get 403.
 */
export async function createServiceAccount(admin: ApiClient, { namespace, name, access }: ServiceAccountFields): Promise<string> {
  await admin.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } });
  if (access.kind !== 'none') {
    const metadata = { name: `${namespace}:${name}` };
    if (access.kind === 'rules') await admin.apply({ apiVersion: VERSION, kind: 'ClusterRole', metadata, rules: access.rules });
    const role = access.kind === 'rules' ? metadata.name : access.name;
    await admin.apply({
      apiVersion: VERSION,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'ServiceAccount', namespace, name }],
    });
  }
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
  const { status } = await admin.request<{ status: { token: string } }>('POST', path, { body });
  return status.token;
}
