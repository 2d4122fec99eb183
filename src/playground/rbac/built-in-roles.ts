import { ALL_RIGHTS } from '../account.ts';
import type { ApiObject } from '../api-object.ts';
import { AUTHENTICATED, MASTERS, UNAUTHENTICATED } from '../authentication/identity.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { RBAC_GROUP } from './policy.ts';
import type { PolicyRule } from './policy.ts';

interface BuiltInRole {
  readonly name: string;
  readonly rules: readonly PolicyRule[];
  /** Groups that a binding of the same name gives it to. */
  readonly groups: readonly string[];
}

const READ = ['get', 'list', 'watch'];
const HEALTH_AND_VERSION = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

/** The roles of a fresh cluster that matter here, as kube-apiserver 1.36 writes them. `view` is cut down to the resources that the playground serves. */
const BUILT_IN: readonly BuiltInRole[] = [
  { name: 'cluster-admin', rules: ALL_RIGHTS, groups: [MASTERS] },
  {
    name: 'view',
    rules: [
      { verbs: READ, apiGroups: [''], resources: ['endpoints', 'pods', 'serviceaccounts', 'services', 'namespaces'] },
      { verbs: READ, apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] },
      { verbs: READ, apiGroups: ['apps'], resources: ['deployments'] },
    ],
    groups: [],
  },
  {
    name: 'system:basic-user',
    rules: [
      {
        verbs: ['create'],
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      },
      { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
    ],
    groups: [AUTHENTICATED],
  },
  {
    name: 'system:discovery',
    rules: [
      {
        verbs: ['get'],
        nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', ...HEALTH_AND_VERSION, '/openapi', '/openapi/*'],
      },
    ],
    groups: [AUTHENTICATED],
  },
  {
    name: 'system:public-info-viewer',
    rules: [{ verbs: ['get'], nonResourceURLs: HEALTH_AND_VERSION }],
    groups: [AUTHENTICATED, UNAUTHENTICATED],
  },
  {
    name: 'system:service-account-issuer-discovery',
    rules: [{ verbs: ['get'], nonResourceURLs: ['/openid/v1/jwks', '/openid/v1/jwks/'] }],
    groups: ['system:serviceaccounts'],
  },
];

/** Writes the built-in ClusterRoles and their bindings into a new store. */
export function writeBuiltInRoles(store: ObjectStore): void {
  for (const { name, rules, groups } of BUILT_IN) {
    const metadata: ApiObject['metadata'] = { name, labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } };
    store.create('clusterroles', { metadata, rules });
    if (groups.length === 0) continue;
    const subjects = groups.map((group) => ({ kind: 'Group', apiGroup: RBAC_GROUP, name: group }));
    store.create('clusterrolebindings', { metadata, subjects, roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name } });
  }
}
