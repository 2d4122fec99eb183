import { resourceGroup } from '../discovery/request.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { SERVICE_ACCOUNT_ANNOTATION, TOKEN_SECRET_TYPE } from '../token/account.ts';
import { INSTANCE_LABEL, MANAGED_BY, TOKEN_SECRET_ANNOTATION } from '../token/marks.ts';
import type { NamedWish, SecretWish } from './wish.ts';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';

/**
 * The objects of an account, in the order in which they are to be applied: whatever one names stands before it. The Secret is not
 * named in the account's `secrets`: the legacy token clean-up (KEP-2799) would take it for one of its own.
 */
export function manifestsOf(wish: NamedWish): readonly KubeObject[] {
  const { namespace, name, tokenSecret, createNamespace } = wish;
  const labels = labelsOf(wish);
  return [
    // Without our label: a teardown takes what carries it, and others may have put something into the namespace.
    ...(createNamespace ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }] : []),
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name,
        namespace,
        labels,
        ...(tokenSecret === undefined ? {} : { annotations: { [TOKEN_SECRET_ANNOTATION]: tokenSecret } }),
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
    ...(wish.token === 'secret' ? [tokenSecretOf(wish)] : []),
  ];
}

function labelsOf({ name, labels }: NamedWish): Readonly<Record<string, string>> {
  return { ...labels, [MANAGED_BY.key]: MANAGED_BY.value, [INSTANCE_LABEL]: name };
}

/** The Secret that the token controller fills with the account's token. */
function tokenSecretOf(wish: SecretWish): KubeObject {
  const { namespace, name, tokenSecret } = wish;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: tokenSecret,
      namespace,
      labels: labelsOf(wish),
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
  return resources.map((resource) => ({ apiGroups: [resourceGroup(resource)], resources: [resource], verbs }));
}
