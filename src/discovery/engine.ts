import type { Node } from '../apisix/nodes.ts';
import type { Release } from '../apisix/release.ts';
import type { DiscoveryMode, ServiceName } from '../apisix/service-name.ts';
import { parseServiceName } from '../apisix/service-name.ts';
import type { Clock } from './clock.ts';
import type { ClusterEvents, ClusterSetup, FirstList } from './cluster.ts';
import { Cluster } from './cluster.ts';

/** What the gateway's `nodes(service_name)` comes to: a list, possibly empty, or nil and where the search ended. */
export type Lookup =
  | { readonly kind: 'nodes'; readonly name: ServiceName; readonly cluster: Cluster; readonly nodes: readonly Node[] }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown-id'; readonly name: ServiceName }
  | { readonly kind: 'no-service'; readonly name: ServiceName; readonly cluster: Cluster }
  | { readonly kind: 'no-port'; readonly name: ServiceName; readonly cluster: Cluster };

export interface EngineOptions {
  readonly release: Release;
  readonly mode: DiscoveryMode;
  /** One in single mode; in multi mode one for each id, ids unique. */
  readonly clusters: readonly ClusterSetup[];
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  readonly events: ClusterEvents;
}

/** The gateway's Kubernetes discovery: all clusters of a configuration side by side, each failing alone. */
export class DiscoveryEngine {
  readonly release: Release;
  readonly mode: DiscoveryMode;
  readonly clusters: readonly Cluster[];

  constructor({ release, mode, clusters, clock, random, events }: EngineOptions) {
    this.release = release;
    this.mode = mode;
    this.clusters = clusters.map((setup) => new Cluster(setup, { release, clock, random, events }));
  }

  /** Follows all clusters until `signal` aborts. Rejects only for a fault of our own. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      await Promise.all(this.clusters.map((cluster) => cluster.run(signal)));
    } catch (error) {
      if (!signal.aborted || error !== signal.reason) throw error;
    }
  }

  /** Resolves when each cluster's first list was read or has failed for good; in the order of {@link clusters}. */
  firstLists(): Promise<FirstList[]> {
    return Promise.all(this.clusters.map((cluster) => cluster.firstList));
  }

  /** The gateway's answer as of now. */
  lookup(serviceName: string): Lookup {
    const name = parseServiceName(serviceName, this.mode);
    if (name === undefined) return { kind: 'malformed' };
    const cluster = this.clusters.find(({ setup }) => setup.id === name.id);
    if (cluster === undefined) return { kind: 'unknown-id', name };
    const ports = cluster.view.dict.service(name.key);
    if (ports === undefined) return { kind: 'no-service', name, cluster };
    const nodes = ports.get(name.port);
    return nodes === undefined ? { kind: 'no-port', name, cluster } : { kind: 'nodes', name, cluster, nodes };
  }
}
