import type { DictValue, NodeDict } from './node-dict.ts';
import type { PortNodes } from './nodes.ts';
import type { Release } from './release.ts';

/** What cjson writes for an empty Lua table, be it a list or a map. */
export type EmptyTable = Readonly<Record<string, never>>;

/** An answer of `/v1/discovery/kubernetes/dump`. */
export interface DiscoveryDump {
  /** `discovery.kubernetes` as the gateway read it, defaults filled in, tokens included. */
  readonly config: unknown;
  readonly endpoints: readonly ClusterDump[] | EmptyTable;
}

/** The shared dict of one cluster. */
export interface ClusterDump {
  /** Only in multi-cluster mode. */
  readonly id?: string;
  readonly endpoints: readonly DumpedKey[] | EmptyTable;
}

/** One key of the shared dict. */
export interface DumpedKey {
  /** `namespace/name`, or `discovery_ready`. */
  readonly name: string;
  /** JSON: port → nodes. True for `discovery_ready`. */
  readonly value: string | true;
}

/** What the dump is made of. */
export interface DumpSource {
  readonly release: Release;
  readonly mode: 'single' | 'multi';
  readonly config: unknown;
  readonly clusters: readonly { readonly id: string | undefined; readonly dict: NodeDict }[];
}

/**
 * The control API's dump, its keys sorted: the gateway's own order is that of last use (init.lua, from 3.17.0 core.lua, `dump_data`).
 * Where it shows a limited number of keys, those are the ones that have been there longest. Not for a release whose `dump` is `none`.
 */
export function discoveryDump({ release, mode, config, clusters }: DumpSource): DiscoveryDump {
  if (release.dump === 'multi' && mode === 'single') return { config, endpoints: {} };
  // From 3.13.0 on a cluster whose dict has no key at all is left out.
  const shown = clusters.filter(({ dict }) => release.dump === 'multi' || dict.keys().length > 0);
  const dumps = shown.map(({ id, dict }) => ({
    ...(id === undefined ? {} : { id }),
    endpoints: asTable(dumpedKeys(dict, release)),
  }));
  return { config, endpoints: asTable(dumps) };
}

const MASK = '***';

/** The config with every `client.token` replaced by asterisks, to show it to people. */
export function withoutTokens(config: unknown): unknown {
  if (Array.isArray(config)) return config.map(withoutTokens);
  if (!isMap(config) || !isMap(config['client']) || config['client']['token'] === undefined) return config;
  return { ...config, client: { ...config['client'], token: MASK } };
}

function dumpedKeys(dict: NodeDict, { dumpKeys, dumpHidesReady }: Release): DumpedKey[] {
  const shown = new Set(dict.keys().slice(0, dumpKeys));
  return dict
    .values()
    .filter(([key, { kind }]) => shown.has(key) && !(dumpHidesReady && kind === 'ready'))
    .map(([name, value]) => ({ name, value: dumpedValue(value) }));
}

/** The text under a key, which is what the dict holds; true for the flag. */
export function dumpedValue(value: DictValue): string | true {
  return value.kind === 'ready' ? true : JSON.stringify(portsAsTable(value.ports));
}

function portsAsTable(ports: PortNodes): object {
  return Object.fromEntries([...ports].map(([port, nodes]) => [port, asTable(nodes)]));
}

function asTable<T>(list: readonly T[]): readonly T[] | EmptyTable {
  return list.length === 0 ? {} : list;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
