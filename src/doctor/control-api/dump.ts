import type { DiscoveryConfig } from '../../apisix/discovery-config/model.ts';
import { parseDiscoveryConfig } from '../../apisix/discovery-config/parse.ts';
import { readDiscoveryDump } from '../../apisix/read-dump.ts';
import type { DumpedCluster, GatewayDump } from '../../apisix/read-dump.ts';
import type { Release } from '../../apisix/release.ts';
import { ask, describeAnswer, jsonOf } from './ask.ts';
import type { ControlApi } from './control-api.ts';

/** What came of asking for the dump. */
export type DumpAnswer =
  | { readonly kind: 'dump'; readonly dump: GatewayDump }
  /** 404: the release has none, or discovery is off. */
  | { readonly kind: 'absent' }
  /** Anything else; `what` such as `500 with an HTML page`. */
  | { readonly kind: 'other'; readonly what: string };

/** The dump as it is now. Rejects with a KubeError where no answer comes. */
export async function readDump(api: ControlApi): Promise<DumpAnswer> {
  const answer = await ask(api, '/v1/discovery/kubernetes/dump');
  if (answer.status === 404) return { kind: 'absent' };
  const dump = answer.status === 200 ? readDiscoveryDump(jsonOf(answer)) : undefined;
  return dump === undefined ? { kind: 'other', what: describeAnswer(answer) } : { kind: 'dump', dump };
}

/** The config in a dump, as the release reads it; undefined where that release would not run with such a one. */
export function configOf({ config }: GatewayDump, release: Release): DiscoveryConfig | undefined {
  if (isDeeper(config, DEEPEST)) return undefined;
  // JSON is YAML. Variables were put in before the gateway started.
  const parsed = parseDiscoveryConfig(JSON.stringify({ discovery: { kubernetes: config } }), { release, env: () => undefined });
  return parsed.ok ? parsed.config : undefined;
}

/** A config has five levels; what somebody else answers may have any number, and is written again by a recursive function. */
const DEEPEST = 20;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/**
 * The part of one cluster: in multi-cluster mode that of its id, which is left out of the dump where it has no key at all. Undefined where the
 * gateway has no such cluster, or several and no id says which.
 */
export function dumpOfCluster(
  { clusters }: GatewayDump,
  { id, config }: { readonly id: string | undefined; readonly config: DiscoveryConfig },
): DumpedCluster | undefined {
  const asked = id ?? (config.clusters.length === 1 ? config.clusters[0]?.id : undefined);
  if (config.mode === 'multi' && !config.clusters.some((cluster) => cluster.id === asked)) return undefined;
  const shown = config.mode === 'single' ? clusters[0] : clusters.find((cluster) => cluster.id === asked);
  return shown ?? { id: asked, services: new Map() };
}
