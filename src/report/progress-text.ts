import type { ClusterSettings } from '../discovery/discovery.ts';
import type { ReflectorState } from '../discovery/reflector.ts';
import { formatCount, type Page } from '../terminal/page.ts';

/** A cluster that is being read. */
export interface ProgressOfCluster {
  readonly setup: Pick<ClusterSettings, 'name'>;
  readonly view: { readonly resource: string };
  readonly state: ReflectorState;
}

/** What is going on, in one line: `listing endpoints in prod… 12,400`. Empty when every cluster has been listed. */
export function progressText(clusters: readonly ProgressOfCluster[], { symbols }: Page): string {
  const busy = clusters.filter(({ state }) => state.lists === 0);
  return busy
    .map(({ setup, view, state }) => {
      switch (state.phase) {
        case 'waiting':
          return `${setup.name}: asking again (${state.retries + 1}) after ${state.lastError?.kind ?? 'the end of a watch'}${symbols.ellipsis}`;
        case 'connecting':
          return `connecting to ${setup.name}${symbols.ellipsis}`;
        default: {
          const count = state.objects === 0 ? '' : ` ${formatCount(state.objects)}`;
          return `listing ${view.resource} in ${setup.name}${symbols.ellipsis}${count}`;
        }
      }
    })
    .join(', ');
}
