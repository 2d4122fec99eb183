import type { ClusterSettings } from '../discovery/discovery.ts';
import type { ReflectorState } from '../discovery/reflector.ts';
import { countOf, formatCount, printable } from '../terminal/page.ts';
import type { Page } from '../terminal/page.ts';

/** A cluster that is being read. */
export interface ProgressOfCluster {
  readonly setup: Pick<ClusterSettings, 'name'>;
  readonly view: { readonly resource: string };
  readonly state: Pick<ReflectorState, 'phase' | 'objects' | 'lists' | 'retries' | 'lastError'>;
}

/** What is going on, in one line: `listing endpoints in prod… 12,400`. Empty when every cluster has been listed. */
export function progressText(clusters: readonly ProgressOfCluster[], page: Page): string {
  return clusters
    .filter(({ state }) => state.lists === 0)
    .map((cluster) => printable(activity(cluster, page)))
    .join(', ');
}

function activity({ setup, view, state }: ProgressOfCluster, { symbols }: Page): string {
  switch (state.phase) {
    case 'connecting':
      return `connecting to ${setup.name}${symbols.ellipsis}`;
    case 'waiting':
      return `asking ${setup.name} again after ${countOf(state.retries, 'failure')} (${state.lastError?.kind})${symbols.ellipsis}`;
    case 'listing':
    case 'watching':
      return `listing ${view.resource} in ${setup.name}${symbols.ellipsis}${state.objects === 0 ? '' : ` ${formatCount(state.objects)}`}`;
    default:
      return state.phase satisfies never;
  }
}
