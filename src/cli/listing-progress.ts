import type { Cluster } from '../discovery/cluster.ts';
import { progressText } from '../report/progress-text.ts';
import { startProgress } from '../terminal/progress.ts';
import type { Host } from './host.ts';
import type { ConversationFlags } from './options.ts';
import { pageOf } from './pages.ts';

export interface ListingProgress {
  /** Shows how far the lists are, with this cluster's news. */
  readonly onState: (cluster: Cluster) => void;
  /** Shows nothing from now on. Safe to call twice. */
  readonly stop: () => void;
}

/** On stderr, how far the first lists of all clusters have come. */
export function listingProgress({ verbose }: ConversationFlags, host: Host): ListingProgress {
  const page = pageOf(host, host.stderr);
  const { stream, isTerminal, columns } = host.stderr;
  // Of a terminal without a width ora would clear lines without end.
  const canMove = isTerminal && columns !== undefined;
  const progress = startProgress({ stream, isTerminal: canMove, verbose: verbose === true, now: () => host.clock.now() });
  const clusters = new Set<Cluster>();
  let stopped = false;
  return {
    onState(cluster) {
      clusters.add(cluster);
      const text = progressText([...clusters], page);
      if (!stopped && text !== '') progress.update(text);
    },
    stop() {
      stopped = true;
      progress.stop();
    },
  };
}
