import type { ResourceName } from '../resource.ts';

/** How the parts of a list or map belong together. */
export type Topology =
  /** Each field of a map by itself. */
  | { readonly kind: 'granular' }
  /** One value: who sets a part sets all of it. */
  | { readonly kind: 'atomic' }
  /** A list of maps, each known by some of its fields. */
  | {
      readonly kind: 'keyed';
      readonly keys: readonly string[];
      /** Of keys that an item may leave out. */
      readonly defaults: Readonly<Record<string, unknown>>;
      readonly items: 'granular' | 'atomic';
    }
  /** A list of values, each of them by itself. */
  | { readonly kind: 'set' };

type Topologies = ReadonlyMap<string, Topology>;

const metadata: Topologies = new Map([
  ['metadata.finalizers', { kind: 'set' }],
  ['metadata.ownerReferences', { kind: 'keyed', keys: ['uid'], defaults: {}, items: 'atomic' }],
]);
const binding: Topologies = new Map([['roleRef', { kind: 'atomic' }]]);

const BY_RESOURCE: Partial<Readonly<Record<ResourceName, Topologies>>> = {
  clusterrolebindings: binding,
  rolebindings: binding,
  serviceaccounts: new Map([['secrets', { kind: 'keyed', keys: ['name'], defaults: {}, items: 'atomic' }]]),
  services: new Map<string, Topology>([
    ['spec.ports', { kind: 'keyed', keys: ['port', 'protocol'], defaults: { protocol: 'TCP' }, items: 'granular' }],
    ['spec.selector', { kind: 'atomic' }],
  ]),
};

/**
 * The topology of the list or map at `field`, dotted names from the root, as the OpenAPI of kube-apiserver 1.36 has it for the metadata, service accounts,
 * Secrets, RBAC, Namespaces, Endpoints, slices and the usual fields of Services. Every other list, such as the containers of a pod, is taken for atomic.
 */
export function topologyOf(resource: ResourceName, field: string, value: object): Topology {
  const known = metadata.get(field) ?? BY_RESOURCE[resource]?.get(field);
  return known ?? { kind: Array.isArray(value) ? 'atomic' : 'granular' };
}
