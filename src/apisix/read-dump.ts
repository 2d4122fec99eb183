import type { Json } from './lua.ts';
import type { Node, PortNodes } from './nodes.ts';

/** What a running gateway's `/v1/discovery/kubernetes/dump` says, whatever release made it. */
export interface GatewayDump {
  /** `discovery.kubernetes` as the gateway runs with it. Tokens may be in it. */
  readonly config: unknown;
  /** In multi-cluster mode those that have a key at all. */
  readonly clusters: readonly DumpedCluster[];
}

/** The shared dict of one cluster. */
export interface DumpedCluster {
  /** Only in multi-cluster mode. */
  readonly id: string | undefined;
  /** `namespace/name` → nodes by port, ports without nodes left out; undefined under a name whose content cannot be read. */
  readonly services: ReadonlyMap<string, PortNodes | undefined>;
}

/** Reads a dump that may come from anywhere: what has another shape is left out. Undefined for what is no dump at all. */
export function readDiscoveryDump(document: unknown): GatewayDump | undefined {
  if (!isMap(document) || typeof document['config'] !== 'object' || document['config'] === null) return undefined;
  const { config, endpoints } = document;
  if (typeof endpoints !== 'object' || endpoints === null) return undefined;
  return { config, clusters: listOf(endpoints).filter(isMap).map(clusterOf) };
}

/** The list of a table, which an empty one is not in cjson's writing. */
export function listOf(table: unknown): readonly unknown[] {
  return Array.isArray(table) ? table : [];
}

function clusterOf({ id, endpoints }: Readonly<Record<string, unknown>>): DumpedCluster {
  const services = new Map<string, PortNodes | undefined>();
  for (const key of listOf(endpoints)) {
    if (!isMap(key) || typeof key['name'] !== 'string') continue;
    const { name, value } = key;
    // Up to 3.16.0 the flag of a complete list is shown among the services. A key that was deleted meanwhile has no value.
    if (typeof value === 'string') services.set(name, portsOf(value));
  }
  return { id: typeof id === 'string' ? id : undefined, services };
}

function portsOf(text: string): PortNodes | undefined {
  const ports = parsed(text);
  if (Array.isArray(ports)) return ports.length === 0 ? new Map() : undefined;
  if (!isMap(ports)) return undefined;
  const withNodes = Object.entries(ports).map(([port, nodes]) => [port, listOf(nodes).filter(isMap).map(nodeOf)] as const);
  return new Map(withNodes.filter(([, nodes]) => nodes.length > 0));
}

/** Neither the API server nor the gateway promises what a node holds. */
function nodeOf({ host, port, weight }: Readonly<Record<string, unknown>>): Node {
  // What JSON.parse made is JSON.
  const known = { ...(host === undefined ? {} : { host: host as Json }), ...(port === undefined ? {} : { port: port as Json }) };
  return { ...known, weight: Number(weight) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
