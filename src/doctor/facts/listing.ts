import { fieldSelector, namespaceFilter } from '../../apisix/selectors.ts';
import { GatewayView } from '../../apisix/view.ts';
import type { DiscoveredCluster } from '../../discovery/discovery.ts';
import { fetchPage } from '../../discovery/list.ts';
import type { PageAnswer } from '../../discovery/list.ts';
import type { ListWatchTarget } from '../../discovery/request.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { Survey } from './survey.ts';

/** What came of one list of a cluster with the gateway's own request. */
export type Listing =
  | {
      readonly kind: 'listed';
      /** What was asked for, and is to be watched. */
      readonly target: ListWatchTarget;
      /** What the gateway makes of it. */
      readonly cluster: DiscoveredCluster;
      /** What the objects are like, whatever the gateway makes of them. */
      readonly survey: Survey;
      /** From the first request to the last byte. */
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'failed';
      readonly error: KubeError;
      readonly target: ListWatchTarget;
      /** The page that failed, from 1. */
      readonly page: number;
      /** How many objects were still to come, where the API server said so. */
      readonly remaining: number | undefined;
      /** What came before; `state.lists` is 0. */
      readonly cluster: DiscoveredCluster;
    };

/** Lists the cluster once, to the end; a page that fails is not asked for again. Rejects only when the signal aborts. */
export async function readListing(examined: ExaminedCluster): Promise<Listing> {
  const { settings, release, transport, signal, clock } = examined;
  const filter = namespaceFilter(settings.namespaceSelector);
  const view = new GatewayView({
    release,
    resource: settings.resource,
    namespaceFilter: filter,
    defaultWeight: settings.defaultWeight,
  });
  const target = {
    resource: view.resource,
    labelSelector: settings.labelSelector,
    fieldSelector: fieldSelector(settings.namespaceSelector),
  };
  const survey = new Survey(view.resource, filter);
  const begun = clock.now();
  const pages: PageAnswer[] = [];
  const clusterAfter = (lists: 0 | 1, lastError: KubeError | undefined): DiscoveredCluster => ({
    setup: settings,
    server: transport.server,
    view,
    state: { ...stateOf(pages), lists, lastError },
  });
  view.beginList();
  try {
    for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
      const page = await fetchPage({ transport, target, continueToken: next, signal });
      // The view has what it needs of a page, and a large cluster has hundreds.
      pages.push({ ...page, page: { ...page.page, items: [] } });
      view.listPage(page.page);
      survey.add(page.page.items);
      next = page.next;
    }
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    const { remaining } = pages.at(-1) ?? {};
    return { kind: 'failed', error, target, page: pages.length + 1, remaining, cluster: clusterAfter(0, error) };
  }
  view.endList();
  return { kind: 'listed', target, cluster: clusterAfter(1, undefined), survey, milliseconds: clock.now() - begun };
}

function stateOf(pages: readonly PageAnswer[]): Omit<DiscoveredCluster['state'], 'lists' | 'lastError'> {
  return {
    objects: pages.reduce((sum, page) => sum + page.objects, 0),
    resourceVersion: pages.at(-1)?.resourceVersion ?? '',
    emptyPages: pages.slice(1).filter((page) => page.objects === 0).length,
    pageFailure: undefined,
    warnings: [...new Set(pages.flatMap(({ warnings }) => warnings))],
  };
}

/** A list that came to its end. */
export type Listed = Extract<Listing, { kind: 'listed' }>;

/** For what rests on the list. Rejects with the {@link KubeError} of one that failed, so that a check answers unknown. */
export async function readListed({ once }: ExaminedCluster): Promise<Listed> {
  const listing = await once(readListing);
  if (listing.kind === 'failed') throw listing.error;
  return listing;
}
