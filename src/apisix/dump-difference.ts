import type { NodeDict } from './node-dict.ts';
import type { Node, PortNodes } from './nodes.ts';
import type { DumpedCluster } from './read-dump.ts';
import type { Release } from './release.ts';

/** Services of which a gateway has something else than it would have after a list now; keys of the shared dict, each sorted. */
export interface DumpDifference {
  /** It has none of their nodes. */
  readonly missing: readonly string[];
  /** It has others. */
  readonly stale: readonly string[];
  /** It has nodes of them, and the cluster has no such object. */
  readonly ghosts: readonly string[];
}

/**
 * Compares what a gateway would have with what its dump shows. The order of nodes does not count: it is that of the API before 3.15.0, and
 * that of no request. Nor do services and ports without nodes, which no request can tell from those that do not exist.
 */
export function dumpDifference(truth: NodeDict, { services }: Pick<DumpedCluster, 'services'>): DumpDifference {
  const due = servicesOf(truth);
  const missing: string[] = [];
  const stale: string[] = [];
  for (const [key, ports] of due) {
    const shown = services.get(key);
    if (shown === undefined || shown.size === 0) missing.push(key);
    else if (!haveSameNodes(ports, shown)) stale.push(key);
  }
  const ghosts = [...services].filter(([key, ports]) => (ports === undefined || ports.size > 0) && !due.has(key));
  return { missing: missing.sort(), stale: stale.sort(), ghosts: ghosts.map(([key]) => key).sort() };
}

/**
 * Whether a dump may leave out keys that the gateway has: one of a release that shows a limited number, a service taking two, those that
 * were not used for the longest time (`get_keys` without 0 in dump_data, before 3.14.0).
 */
export function mayHideKeys(
  release: Pick<Release, 'dumpKeys'>,
  counts: { readonly due: number; readonly shown: number },
): boolean {
  return 2 * Math.max(counts.due, counts.shown) > release.dumpKeys;
}

/** The services with nodes, those without left out. */
export function servicesOf(dict: NodeDict): ReadonlyMap<string, PortNodes> {
  const services = new Map<string, PortNodes>();
  for (const [key, value] of dict.values()) {
    if (value.kind === 'service' && [...value.ports.values()].some((nodes) => nodes.length > 0)) services.set(key, value.ports);
  }
  return services;
}

/** Whether both have the same nodes for every port that has any, in whatever order. */
export function haveSameNodes(one: PortNodes, other: PortNodes): boolean {
  const [left, right] = [one, other].map((ports) => [...ports].filter(([, nodes]) => nodes.length > 0));
  if (left?.length !== right?.length) return false;
  return (left ?? []).every(([port, nodes]) => sameNodes(nodes, other.get(port) ?? []));
}

function sameNodes(one: readonly Node[], other: readonly Node[]): boolean {
  if (one.length !== other.length) return false;
  const [left, right] = [one.map(nodeKey).sort(), other.map(nodeKey).sort()];
  return left.every((key, at) => key === right[at]);
}

function nodeKey({ host, port, weight }: Node): string {
  return JSON.stringify([host, port, weight]);
}
