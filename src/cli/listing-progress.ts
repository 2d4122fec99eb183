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

/** A list of many pages changes its count several times a second. */
const LINE_EVERY_MS = 10_000;

/** On stderr, how far the first lists of all clusters have come. */
export function listingProgress({ verbose }: ConversationFlags, host: Host): ListingProgress {
  const { stderr, clock } = host;
  const page = pageOf(host, stderr);
  const { stream, isTerminal, columns } = stderr;
  const lineEveryMs = verbose === true ? LINE_EVERY_MS : undefined;
  const progress = startProgress({ stream, isTerminal, columns, lineEveryMs, now: () => clock.now() });
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
