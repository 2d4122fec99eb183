import { stringify } from 'yaml';
import type { DiscoveryConfig } from '../../src/apisix/discovery-config/model.ts';
import { parseDiscoveryConfig } from '../../src/apisix/discovery-config/parse.ts';
import type { Json } from '../../src/apisix/lua.ts';
import type { Release } from '../../src/apisix/release.ts';

export type KubernetesBlock =
  | { readonly kind: 'config'; readonly config: DiscoveryConfig }
  /** The start-up check refuses it. */
  | { readonly kind: 'refused' }
  /** It passes the check, then discovery fails at start in every process. */
  | { readonly kind: 'fails at start' };

/** A recording's `discovery.kubernetes`, which names neither server nor token, as one release reads it. */
export function readKubernetesBlock(kubernetes: Json, release: Release): KubernetesBlock {
  const complete = Array.isArray(kubernetes) ? kubernetes.map(withServer) : withServer(kubernetes);
  const text = stringify(
    { discovery: { kubernetes: complete } },
    { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 },
  );
  const parsed = parseDiscoveryConfig(text, { release, env: () => undefined });
  if (parsed.ok) return { kind: 'config', config: parsed.config };
  return { kind: parsed.accepted ? 'fails at start' : 'refused' };
}

function withServer(cluster: Json): Json {
  return { ...(cluster as object), service: { host: '127.0.0.1', port: '1' }, client: { token: 'recorded' } };
}
