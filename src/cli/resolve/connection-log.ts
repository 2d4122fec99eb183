import type { Cluster } from '../../discovery/cluster.ts';
import type { KubeError } from '../../kube/kube-error.ts';
import { countOf, printable } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { formatTime } from '../../report/time.ts';

export interface ConnectionLogOptions {
  readonly page: Page;
  readonly now: () => number;
  /** How many changes have been told so far. */
  readonly told: () => number;
  readonly write: (text: string) => void;
}

interface Outage {
  readonly lists: number;
  readonly told: number;
}

/** Says when the watch of a cluster is lost and when it is back, and what was missed in between. Ordinary ends of a watch are not told. */
export class ConnectionLog {
  readonly #options: ConnectionLogOptions;
  readonly #outages = new Map<Cluster, Outage>();
  readonly #lastErrors = new Map<Cluster, KubeError | undefined>();

  constructor(options: ConnectionLogOptions) {
    this.#options = options;
  }

  /** Starts with the clusters as they stand; why one was never listed has been told already. */
  begin(clusters: readonly Cluster[]): void {
    for (const cluster of clusters) {
      const { lists, phase, lastError } = cluster.state;
      this.#lastErrors.set(cluster, lastError);
      if (lists === 0) this.#outages.set(cluster, { lists, told: this.#options.told() });
      else if (phase === 'waiting' && lastError !== undefined) this.#lost(cluster, lastError);
    }
  }

  /** The cluster's state is another. Silent before {@link begin}. */
  stateChanged(cluster: Cluster): void {
    if (!this.#lastErrors.has(cluster)) return;
    const { phase, lastError, lists, resourceVersion } = cluster.state;
    const before = this.#lastErrors.get(cluster);
    if (lastError !== undefined && lastError !== before) {
      this.#lastErrors.set(cluster, lastError);
      this.#lost(cluster, lastError, before);
    } else if (phase === 'watching') {
      const outage = this.#outages.get(cluster);
      if (outage === undefined) return;
      this.#outages.delete(cluster);
      const changes = this.#options.told() - outage.told;
      const missed = changes === 0 ? 'nothing missed' : `${countOf(changes, 'change')} caught up with`;
      this.#say(
        cluster,
        lists === outage.lists
          ? `watching again from ${resourceVersion}, nothing missed`
          : `listed anew, ${missed}, watching from ${resourceVersion}`,
      );
    }
  }

  /** The same failure, again and again, is told once. */
  #lost(cluster: Cluster, error: KubeError, before?: KubeError): void {
    const isKnown = this.#outages.has(cluster) && error.message === before?.message;
    if (!this.#outages.has(cluster)) this.#outages.set(cluster, { lists: cluster.state.lists, told: this.#options.told() });
    if (!isKnown) this.#say(cluster, `watch lost: ${error.message}`);
  }

  #say({ setup }: Cluster, text: string): void {
    const { page, now, write } = this.#options;
    write(`${page.style.dim(formatTime(now()))}  ${page.style.name(printable(setup.name))}  ${printable(text)}\n`);
  }
}
