import type { Resource } from '../apisix/view.ts';
import { failureId } from '../discovery/failure.ts';
import { fetchPage } from '../discovery/list.ts';
import type { PageAnswer } from '../discovery/list.ts';
import { openWatch } from '../discovery/open-watch.ts';
import { resourceGroup } from '../discovery/request.ts';
import type { ListWatchTarget } from '../discovery/request.ts';
import { whereAllowed } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { KubeError } from '../kube/kube-error.ts';
import { mayI } from '../kube/reviews.ts';
import type { Transport } from '../kube/transport.ts';
import type { ProofStep } from './report.ts';
import { settled } from './settled.ts';
import type { Settling } from './settled.ts';

type Attempt = Asking<Transport> & Settling;

/** One list in the whole cluster and one watch from where it ends, as the gateway asks. */
export async function proveResource(resource: Resource, attempt: Attempt): Promise<readonly ProofStep[]> {
  const target = { resource, labelSelector: undefined, fieldSelector: undefined };
  let page: PageAnswer;
  try {
    page = await settled(() => fetchPage({ ...attempt, target, continueToken: undefined }), attempt);
  } catch (error) {
    const untried: ProofStep = {
      what: 'watch',
      resource,
      outcome: 'unknown',
      message: 'a watch was not tried, as the list failed',
    };
    return [await failed(error, { ...attempt, what: 'list', target }), untried];
  }
  const list: ProofStep = {
    what: 'list',
    resource,
    outcome: 'pass',
    message: `listed ${countOf(page, resource)} in the whole cluster`,
  };
  return [list, await proveWatch(target, { ...attempt, resourceVersion: page.resourceVersion })];
}

/** The server's own count of the pages behind saves reading them. */
function countOf({ objects, remaining, next }: PageAnswer, resource: Resource): string {
  if (next === undefined) return `${objects} ${objects === 1 ? SINGULARS[resource] : resource}`;
  return remaining === undefined ? `more than ${objects} ${resource}` : `${objects + remaining} ${resource}`;
}

/** One Endpoints object is several endpoints by its name. */
const SINGULARS = { endpoints: 'Endpoints object', endpointslices: 'endpointslice' } as const satisfies Record<Resource, string>;

async function proveWatch(
  target: ListWatchTarget,
  { resourceVersion, ...attempt }: Attempt & { readonly resourceVersion: string },
): Promise<ProofStep> {
  const { resource } = target;
  try {
    await settled(() => openWatch({ ...attempt, target, resourceVersion }), attempt);
  } catch (error) {
    return failed(error, { ...attempt, what: 'watch', target });
  }
  return { what: 'watch', resource, outcome: 'pass', message: 'a watch of them answers' };
}

async function failed(
  error: unknown,
  { what, target, ...asking }: Asking<Transport> & { readonly what: 'list' | 'watch'; readonly target: ListWatchTarget },
): Promise<ProofStep> {
  if (!(error instanceof KubeError)) throw error;
  const { resource } = target;
  const step = { what, resource, outcome: 'fail', message: error.message } as const;
  const id = failureId(error, target);
  if (id !== 'R01') return { ...step, id };
  const review = await whereAllowed(mayI({ verb: what, group: resourceGroup(resource), resource }, asking));
  if (review?.allowed !== true) return { ...step, id: what === 'list' ? 'R01' : 'R02' };
  return { ...step, message: `${error.message}, though RBAC allows it: something before the API server refuses`, id: 'R15' };
}
