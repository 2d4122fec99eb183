import type { ClusterConfig, DiscoveryConfig, NamespaceSelector } from '../../src/apisix/discovery-config/model.ts';
import type { Json } from '../../src/apisix/lua.ts';
import type { Release } from '../../src/apisix/release.ts';

type Block = Readonly<Record<string, unknown>>;

export type KubernetesBlock =
  | { readonly kind: 'config'; readonly config: DiscoveryConfig }
  /** The start-up check refuses it. */
  | { readonly kind: 'rejected' }
  /** It passes the check, then discovery fails at start in every process. */
  | { readonly kind: 'fails-at-start' };

/** A recording's `discovery.kubernetes`, which names neither servers nor tokens, as one release takes it. */
export function readKubernetesBlock(kubernetes: Json, release: Release): KubernetesBlock {
  if (!Array.isArray(kubernetes)) return { kind: 'config', config: { mode: 'single', clusters: [clusterOf(kubernetes as Block)], raw: kubernetes } };
  if (!release.multiCluster) return { kind: 'rejected' };
  const clusters = kubernetes.map((block) => clusterOf(block as Block));
  const ids = new Set(clusters.map(({ id }) => id));
  return ids.size < clusters.length ? { kind: 'fails-at-start' } : { kind: 'config', config: { mode: 'multi', clusters, raw: kubernetes } };
}

function clusterOf(block: Block): ClusterConfig {
  return {
    id: block['id'] as string | undefined,
    service: { schema: 'http', host: '127.0.0.1', port: '0', sslVerify: false },
    client: { kind: 'token', token: '' },
    namespaceSelector: selectorOf(block['namespace_selector'] as Block | undefined),
    labelSelector: block['label_selector'] as string | undefined,
    defaultWeight: (block['default_weight'] as number | undefined) ?? 50,
    watchEndpointSlices: block['watch_endpoint_slices'] === true,
  };
}

function selectorOf(block: Block | undefined): NamespaceSelector | undefined {
  if (block?.['equal'] !== undefined) return { kind: 'equal', namespace: block['equal'] as string };
  if (block?.['not_equal'] !== undefined) return { kind: 'not-equal', namespace: block['not_equal'] as string };
  if (block?.['match'] !== undefined) return { kind: 'match', patterns: block['match'] as string[] };
  if (block?.['not_match'] !== undefined) return { kind: 'not-match', patterns: block['not_match'] as string[] };
  return undefined;
}
