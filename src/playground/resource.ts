import { RBAC_GROUP } from './rbac/policy.ts';

/** One kind of object that the playground serves. A new row is all that a new resource costs. */
export interface ResourceType {
  /** The plural in the path; also the name used with `store`. */
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  /** Sent as `Warning: 299` with every answer about this resource. */
  readonly deprecation?: string;
  /** Whether DELETE answers the object, where most resources answer a Status. */
  readonly deletedObject?: true;
  /** The fields that an empty object of this kind still carries, as seen in bookmarks of kube-apiserver 1.36.3. */
  readonly emptyFields: Readonly<Record<string, unknown>>;
}

const core = { group: '', version: 'v1' } as const;
const rbac = { group: RBAC_GROUP, version: 'v1', shortNames: [] } as const;
const namespaced = { namespaced: true, emptyFields: {} } as const;
const clusterScoped = { namespaced: false, emptyFields: { spec: {}, status: {} } } as const;

const role = { emptyFields: { rules: null } } as const;
const binding = { emptyFields: { roleRef: { apiGroup: '', kind: '', name: '' } } } as const;

const ROWS = [
  {
    ...core,
    ...namespaced,
    plural: 'endpoints',
    singular: 'endpoints',
    kind: 'Endpoints',
    shortNames: ['ep'],
    deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  },
  {
    ...namespaced,
    plural: 'endpointslices',
    singular: 'endpointslice',
    kind: 'EndpointSlice',
    group: 'discovery.k8s.io',
    version: 'v1',
    shortNames: [],
    emptyFields: { addressType: '', endpoints: null, ports: null },
  },
  { ...core, ...namespaced, plural: 'services', singular: 'service', kind: 'Service', shortNames: ['svc'], deletedObject: true },
  { ...core, ...namespaced, plural: 'pods', singular: 'pod', kind: 'Pod', shortNames: ['po'], deletedObject: true },
  { ...core, ...clusterScoped, plural: 'namespaces', singular: 'namespace', kind: 'Namespace', shortNames: ['ns'] },
  { ...core, ...clusterScoped, plural: 'nodes', singular: 'node', kind: 'Node', shortNames: ['no'] },
  {
    ...namespaced,
    plural: 'deployments',
    singular: 'deployment',
    kind: 'Deployment',
    group: 'apps',
    version: 'v1',
    shortNames: ['deploy'],
  },
  {
    ...core,
    ...namespaced,
    plural: 'serviceaccounts',
    singular: 'serviceaccount',
    kind: 'ServiceAccount',
    shortNames: ['sa'],
    deletedObject: true,
  },
  { ...core, ...namespaced, plural: 'secrets', singular: 'secret', kind: 'Secret', shortNames: [] },
  { ...rbac, ...role, namespaced: false, plural: 'clusterroles', singular: 'clusterrole', kind: 'ClusterRole' },
  {
    ...rbac,
    ...binding,
    namespaced: false,
    plural: 'clusterrolebindings',
    singular: 'clusterrolebinding',
    kind: 'ClusterRoleBinding',
  },
  { ...rbac, ...role, namespaced: true, plural: 'roles', singular: 'role', kind: 'Role' },
  { ...rbac, ...binding, namespaced: true, plural: 'rolebindings', singular: 'rolebinding', kind: 'RoleBinding' },
] as const satisfies readonly ResourceType[];

/** The plural of a served resource, such as `endpointslices`. */
export type ResourceName = (typeof ROWS)[number]['plural'];

/** A row of the table. */
export type ServedResource = ResourceType & { readonly plural: ResourceName };

/** Every resource the playground serves. */
export const RESOURCES: readonly ServedResource[] = ROWS;

/** The row of a plural. */
export function resourceType(plural: ResourceName): ServedResource {
  const row = RESOURCES.find((candidate) => candidate.plural === plural);
  if (row === undefined) throw new Error(`no resource ${plural} in the table`);
  return row;
}

/** The row that a path names, or undefined. */
export function findResource(path: Pick<ResourceType, 'group' | 'version' | 'plural'>): ServedResource | undefined {
  return RESOURCES.find(
    ({ group, version, plural }) => group === path.group && version === path.version && plural === path.plural,
  );
}

/** `v1`, or `discovery.k8s.io/v1`: what an object of this resource says in `apiVersion`. */
export function apiVersionOf(resource: Pick<ResourceType, 'group' | 'version'>): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** `endpoints`, or `endpointslices.discovery.k8s.io`: how the API server names a resource in its messages. */
export function qualifiedName(plural: string, group: string): string {
  return group === '' ? plural : `${plural}.${group}`;
}
