import type { Resource } from '../apisix/view.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { MANAGED_BY, SERVICE_ACCOUNT_ANNOTATION, TOKEN_SECRET_ANNOTATION, TOKEN_SECRET_TYPE } from '../token/account.ts';
import type { NamedWish } from './wish.ts';

/** The label that says for which account an object was made. */
export const INSTANCE_LABEL = 'app.kubernetes.io/instance';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** API group of each resource that a gateway may watch. */
export const GROUPS = { endpoints: '', endpointslices: 'discovery.k8s.io' } as const satisfies Record<Resource, string>;

/**
 * The objects of an account, in the order in which they are to be applied: whatever one names stands before it. The Secret is not
 * named in the account's `secrets`: the legacy token clean-up (KEP-2799) would take it for one of its own.
 */
export function manifestsOf(wish: NamedWish): readonly KubeObject[] {
  const { namespace, name, token, createNamespace } = wish;
  const labels = { ...wish.labels, [MANAGED_BY.key]: MANAGED_BY.value, [INSTANCE_LABEL]: name };
  const inNamespace = { namespace, labels };
  return [
    // Without our label: a teardown takes what carries it, and others may have put something into the namespace.
    ...(createNamespace ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }] : []),
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name,
        ...inNamespace,
        ...(token === 'secret' ? { annotations: { [TOKEN_SECRET_ANNOTATION]: wish.tokenSecret } } : {}),
      },
    },
    { apiVersion: `${RBAC_GROUP}/v1`, kind: 'ClusterRole', metadata: { name, labels }, rules: rulesOf(wish) },
    {
      apiVersion: `${RBAC_GROUP}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name, labels },
      roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
    ...(token === 'secret' ? [tokenSecretOf(wish)] : []),
  ];
}

/** The Secret that the token controller fills with the account's token. */
export function tokenSecretOf({ namespace, name, labels, tokenSecret }: NamedWish): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: tokenSecret,
      namespace,
      labels: { ...labels, [MANAGED_BY.key]: MANAGED_BY.value, [INSTANCE_LABEL]: name },
      annotations: { [SERVICE_ACCOUNT_ANNOTATION]: name },
    },
    type: TOKEN_SECRET_TYPE,
  };
}

/** One rule of a ClusterRole. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** The least that a gateway needs: `list` and `watch` of what it watches. */
export function rulesOf({ resources, docsVerbs }: Pick<NamedWish, 'resources' | 'docsVerbs'>): readonly PolicyRule[] {
  const verbs = docsVerbs ? ['get', 'list', 'watch'] : ['list', 'watch'];
  return resources.map((resource) => ({ apiGroups: [GROUPS[resource]], resources: [resource], verbs }));
}
