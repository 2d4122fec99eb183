import type { Release } from '../apisix/release.ts';
import type { DiscoveryMode } from '../apisix/service-name.ts';
import type { Clock } from '../time/clock.ts';
import type { ClusterEvents, ClusterSetup, FirstList } from './cluster.ts';
import { Cluster } from './cluster.ts';
import type { Discovery } from './discovery.ts';

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
export class DiscoveryEngine implements Discovery<Cluster> {
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
}
