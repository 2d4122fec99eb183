import { GATEWAY_PAGE_SIZE } from '../../../apisix/page-size.ts';
import type { Release } from '../../../apisix/release.ts';
import { failureId } from '../../../discovery/failure.ts';
import { resourceKind, resourceObjects } from '../../../discovery/request.ts';
import { withFullStop } from '../../../findings/full-stop.ts';
import { quantity } from '../../../findings/quantity.ts';
import { parseLabelSelector } from '../../../kube/label-selector/label-selector.ts';
import { fail, pass } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { configPlace } from '../../config-place.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readListing } from '../../facts/listing.ts';
import type { Listed, Listing } from '../../facts/listing.ts';
import { REQUEST_FAILURES } from './request-failures.ts';

type Failed = Extract<Listing, { kind: 'failed' }>;

/** Whether a list with the gateway's request comes to its end. */
export const listComplete: ClusterCheck = {
  name: 'list-complete',
  category: 'discovery',
  title: 'The list comes to its end',
  reads: 'Endpoints or EndpointSlices of the whole cluster, with the selectors of the config, to the last page',
  causes: ['C17', 'G05', 'R15', ...REQUEST_FAILURES],
  needs: ['config-leaves-nodes', 'may-list'],
  scope: 'cluster',
  async examine(cluster) {
    const listing = await cluster.once(readListing);
    if (listing.kind === 'listed') return [complete(listing, cluster.release)];
    const { kind, message } = listing.error;
    // A list of one object passed before (may-list), so it is neither the token nor its rights.
    if (listing.page === 1 && (kind === 'unauthorized' || kind === 'forbidden')) return [refusedWhole(message)];
    return [listing.page === 1 ? refused(listing, cluster) : broken(listing, cluster.release)];
  },
};

function complete({ survey, target, milliseconds }: Listed, release: Release): Answer {
  const { objects, namespaces, services } = survey;
  const counted = quantity(objects, resourceKind(target.resource), resourceObjects(target.resource));
  const seconds = (milliseconds / 1000).toFixed(1);
  return pass({
    evidence: [
      `${counted} in ${quantity(namespaces.size, 'namespace')}, listed in ${seconds} s: ${quantity(services.size, 'service')} for the gateway`,
      ...(objects > GATEWAY_PAGE_SIZE
        ? [`${pagesText(objects)}. Of a later page that fails it logs nothing, and it ${loss(release)}`]
        : []),
    ],
  });
}

function refusedWhole(refusal: string): Answer {
  const message =
    'A list of one object is taken, and the whole list is refused: by something before the API server, or another authorizer';
  return fail({ id: 'R15', message }, { evidence: [refusal] });
}

/** The gateway logs it, waits 40 s and lists anew. */
function refused({ error, target }: Failed, cluster: ExaminedCluster): Answer {
  const id = failureId(error, target);
  const { labelSelector = '' } = target;
  if (id === 'C17') {
    const bare = labelSelector.replaceAll(/["']/g, '').trim();
    const mended = bare !== labelSelector && parseLabelSelector(bare).ok ? `label_selector: ${bare}` : undefined;
    return fail(
      { id, message: `The API server refuses label_selector ${labelSelector}: ${error.details.serverMessage ?? error.message}` },
      { mend: mended ?? 'label_selector: app=web,tier!=cache', place: configPlace(cluster) },
    );
  }
  if (id === 'G27') {
    return fail(
      {
        id,
        message: `${withFullStop(error.message)} Its Kubernetes is too old for discovery.k8s.io/v1: have Endpoints watched.`,
      },
      { mend: 'watch_endpoint_slices: false' },
    );
  }
  return fail({ id, message: `${withFullStop(error.message)} The gateway lists anew every 40 s, and serves what it had.` });
}

/** The gateway does not notice it. */
function broken({ error, page, remaining, cluster }: Failed, release: Release): Answer {
  const { objects } = cluster.state;
  const total = objects + (remaining ?? 0);
  return fail(
    {
      id: 'G05',
      message:
        `Page ${page} of the list failed: ${withFullStop(error.message)} Where that happens to the gateway it logs nothing, and it ${loss(release)}. ` +
        'Reload it when lists pass again.',
    },
    { evidence: [`${quantity(objects, 'object')} came before`, ...(remaining === undefined ? [] : [pagesText(total)])] },
  );
}

function pagesText(objects: number): string {
  return `The gateway needs ${quantity(Math.ceil(objects / GATEWAY_PAGE_SIZE), 'page')} of ${GATEWAY_PAGE_SIZE} for ${quantity(objects, 'object')}`;
}

function loss({ cleansUpAfterList }: Release): string {
  return cleansUpAfterList
    ? 'deletes the services of that page and of all behind it'
    : 'keeps old nodes of the services behind it';
}
