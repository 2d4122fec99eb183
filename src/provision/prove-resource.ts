import type { Resource } from '../apisix/view.ts';
import { failureId } from '../discovery/failure.ts';
import { fetchPage } from '../discovery/list.ts';
import type { PageAnswer } from '../discovery/list.ts';
import type { ListWatchTarget } from '../discovery/request.ts';
import { followWatch } from '../discovery/watch.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import { KubeError } from '../kube/kube-error.ts';
import type { Asking } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import type { ProofStep } from './report.ts';
import { settled } from './settled.ts';
import type { Settling } from './settled.ts';

type Attempt = Asking<Transport> & Settling;

/** Long enough to see that the API server takes the watch, and does not end it with an ERROR event at once. */
const WATCH_SECONDS = 1;

/** One list in the whole cluster and one watch from where it ends, as the gateway asks. */
export async function proveResource(resource: Resource, attempt: Attempt): Promise<readonly ProofStep[]> {
  const target = { resource, labelSelector: undefined, fieldSelector: undefined };
  let page: PageAnswer;
  try {
    page = await settled(() => fetchPage({ ...attempt, target, continueToken: undefined }), attempt);
  } catch (error) {
    const untried: ProofStep = { what: 'watch', resource, outcome: 'unknown', message: 'not tried, as the list failed' };
    return [failed(error, { what: 'list', target }), untried];
  }
  const list: ProofStep = {
    what: 'list',
    resource,
    outcome: 'pass',
    message: `listed ${countOf(page)} ${resource} in every namespace`,
  };
  return [list, await proveWatch(target, { ...attempt, resourceVersion: page.resourceVersion })];
}

/** The server's own count of the pages behind saves reading them. */
function countOf({ objects, remaining, next }: PageAnswer): string {
  if (next === undefined) return `${objects}`;
  return remaining === undefined ? `more than ${objects}` : `${objects + remaining}`;
}

async function proveWatch(
  target: ListWatchTarget,
  { resourceVersion, ...attempt }: Attempt & { readonly resourceVersion: string },
): Promise<ProofStep> {
  const { resource } = target;
  const watch = { ...attempt, target, resourceVersion, timeoutSeconds: WATCH_SECONDS, onOpen: () => {}, onEvent: () => {} };
  try {
    const end = await settled(() => followWatch(watch), attempt);
    if (end.kind === 'ended') return { what: 'watch', resource, outcome: 'pass', message: 'a watch of them answers' };
    const message = `the watch of ${resource} ends with an error: ${end.message}`;
    return { what: 'watch', resource, outcome: 'fail', message };
  } catch (error) {
    return failed(error, { what: 'watch', target });
  }
}

function failed(
  error: unknown,
  { what, target }: { readonly what: 'list' | 'watch'; readonly target: ListWatchTarget },
): ProofStep {
  if (!(error instanceof KubeError)) throw error;
  const id = failureId(error, target);
  return { what, resource: target.resource, outcome: 'fail', message: error.message, id: what === 'watch' ? watchId(id) : id };
}

function watchId(id: CatalogueId): CatalogueId {
  return id === 'R01' ? 'R02' : id;
}
