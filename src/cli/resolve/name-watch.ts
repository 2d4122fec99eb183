import { isDeepStrictEqual } from 'node:util';
import type { Node } from '../../apisix/nodes.ts';
import { formatServiceName } from '../../apisix/service-name.ts';
import type { Cluster } from '../../discovery/cluster.ts';
import type { DiscoveryEngine } from '../../discovery/engine.ts';
import { lookUp } from '../../discovery/lookup.ts';
import type { ResolveResult } from '../../resolve/report.ts';

/** The nodes of a name at one moment; null is the gateway's nil. */
export interface Snapshot {
  readonly serviceName: string;
  readonly nodes: readonly Node[] | null;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

export interface NameWatchOptions {
  readonly names: readonly string[] | 'all';
  readonly now: () => number;
  readonly onChange: (snapshot: Snapshot) => void;
}

/**
 * Tells each change of the nodes of the watched names, once, in the order of the events. What a new list brings is told when the
 * list is complete: while it is read, the gateway of some releases forgets and finds again what did not change at all.
 */
export class NameWatch {
  readonly #options: NameWatchOptions;
  /** Undefined until the watch has begun. */
  #engine: DiscoveryEngine | undefined;
  readonly #known = new Map<string, readonly Node[] | null>();
  /** The names of {@link #known}, by all that comes before the port, so that an event need not look at every name. */
  readonly #knownUnder = new Map<string, Set<string>>();
  /** Keys touched by a list that is still being read. */
  readonly #held = new Map<Cluster, Set<string>>();
  readonly #lists = new Map<Cluster, number>();
  #told = 0;

  constructor(options: NameWatchOptions) {
    this.#options = options;
  }

  /** How many changes have been told. */
  get told(): number {
    return this.#told;
  }

  /** Begins with what is known of the names; what has changed since is told at once. */
  begin(engine: DiscoveryEngine, results: readonly ResolveResult[]): void {
    this.#engine = engine;
    for (const { serviceName, nodes, status } of results) if (status !== 'unknown') this.#know(serviceName, nodes);
    for (const cluster of engine.clusters) {
      this.#lists.set(cluster, cluster.state.lists);
      if (cluster.state.lists > 0) this.#tell(engine, this.#namesOf(engine, cluster));
    }
  }

  /** The service under this key of the cluster's dict may have other nodes now. */
  changed(cluster: Cluster, key: string): void {
    if (this.#engine === undefined) return;
    if (cluster.state.phase === 'listing') {
      const held = this.#held.get(cluster) ?? new Set();
      this.#held.set(cluster, held.add(key));
    } else this.#tell(this.#engine, this.#namesUnder(cluster, key));
  }

  /** The cluster's state is another; tells what a list brought once it is complete. */
  stateChanged(cluster: Cluster): void {
    const { lists } = cluster.state;
    if (this.#engine === undefined || lists === this.#lists.get(cluster)) return;
    this.#lists.set(cluster, lists);
    const held = this.#held.get(cluster) ?? [];
    this.#held.delete(cluster);
    // A name may have waited for the cluster's first list, and no event tells that it is not there.
    if (lists === 1) this.#tell(this.#engine, this.#namesOf(this.#engine, cluster));
    else for (const key of held) this.#tell(this.#engine, this.#namesUnder(cluster, key));
  }

  /** The watched names that this cluster answers for. */
  #namesOf(engine: DiscoveryEngine, cluster: Cluster): readonly string[] {
    const { names } = this.#options;
    if (names === 'all') return cluster.view.dict.values().flatMap(([key]) => this.#namesUnder(cluster, key));
    return names.filter((name) => {
      const lookup = lookUp(engine, name);
      return 'cluster' in lookup && lookup.cluster === cluster;
    });
  }

  #namesUnder(cluster: Cluster, key: string): string[] {
    const { id } = cluster.setup;
    const prefix = formatServiceName({ id, key, port: '' });
    const { names } = this.#options;
    if (names !== 'all') return names.filter((name) => name.startsWith(prefix));
    const known = this.#knownUnder.get(prefix) ?? [];
    const ports = cluster.view.dict.service(key)?.keys() ?? [];
    return [...new Set([...known, ...[...ports].map((port) => `${prefix}${port}`)])];
  }

  #tell(engine: DiscoveryEngine, names: readonly string[]): void {
    for (const serviceName of names) {
      const lookup = lookUp(engine, serviceName);
      const nodes = lookup.kind === 'nodes' ? lookup.nodes : null;
      const before = this.#known.get(serviceName);
      if (before !== undefined && isDeepStrictEqual(before, nodes)) continue;
      this.#know(serviceName, nodes);
      this.#told += 1;
      this.#options.onChange({ serviceName, nodes, time: this.#options.now() });
    }
  }

  #know(serviceName: string, nodes: readonly Node[] | null): void {
    this.#known.set(serviceName, nodes);
    const prefix = serviceName.slice(0, serviceName.lastIndexOf(':') + 1);
    const names = this.#knownUnder.get(prefix) ?? new Set();
    this.#knownUnder.set(prefix, names.add(serviceName));
  }
}
