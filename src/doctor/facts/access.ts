import { fieldSelector } from '../../apisix/selectors.ts';
import { watchedResource } from '../../apisix/view.ts';
import type { Resource } from '../../apisix/view.ts';
import { openWatch } from '../../discovery/open-watch.ts';
import { resourceGroup, resourcePath, selectorQuery } from '../../discovery/request.ts';
import type { ListWatchTarget } from '../../discovery/request.ts';
import { readJson, whereAllowed } from '../../kube/ask.ts';
import { textOf } from '../../kube/json-map.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { metadataOf } from '../../kube/kube-object.ts';
import { mayI } from '../../kube/reviews.ts';
import type { AccessReview } from '../../kube/reviews.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/** What the API server says to the gateway's two requests, and what it says that the gateway may do. */
export interface Access {
  /** What the release really watches. */
  readonly resource: Resource;
  readonly list: VerbAccess;
  /** Undefined where the list did not come, without which the gateway watches nothing. */
  readonly watch: VerbAccess | undefined;
}

/** What is known of one of the two requests. */
export interface VerbAccess {
  readonly verb: 'list' | 'watch';
  /** Undefined: the request was taken. */
  readonly refusal: KubeError | undefined;
  /** Of the right in the whole cluster; undefined where nobody may ask. */
  readonly review: AccessReview | undefined;
}

/** Rejects with a {@link KubeError} where the requests fail for something else than who is asking. */
export async function readAccess(cluster: ExaminedCluster): Promise<Access> {
  const { settings, release } = cluster;
  const resource = watchedResource(release, settings.resource);
  const target = {
    resource,
    labelSelector: settings.labelSelector,
    fieldSelector: fieldSelector(settings.namespaceSelector),
  };
  const [listed, listReview, watchReview] = await Promise.all([
    list(target, cluster),
    review('list', { resource, cluster }),
    review('watch', { resource, cluster }),
  ]);
  const access = { resource, list: { verb: 'list', refusal: listed.refusal, review: listReview } } as const;
  if (listed.refusal !== undefined) return { ...access, watch: undefined };
  const refusal = await refusalOf(openWatch({ ...cluster, target, resourceVersion: listed.resourceVersion }));
  return { ...access, watch: { verb: 'watch', refusal, review: watchReview } };
}

/** One object is enough, as the right is to all of them. */
async function list(
  target: ListWatchTarget,
  cluster: ExaminedCluster,
): Promise<{ readonly refusal: KubeError | undefined; readonly resourceVersion: string }> {
  const query = { limit: 1, ...selectorQuery(target) };
  let resourceVersion = '';
  const request = readJson({ path: resourcePath(target.resource), query }, cluster).then(({ body }) => {
    resourceVersion = textOf(metadataOf(body)['resourceVersion']) ?? '';
  });
  return { refusal: await refusalOf(request), resourceVersion };
}

/** Why somebody is refused; undefined where the API server came to look at what is asked, which it does after who is asking. */
async function refusalOf(request: Promise<void>): Promise<KubeError | undefined> {
  try {
    await request;
    return undefined;
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    switch (error.kind) {
      case 'forbidden':
      case 'unauthorized':
        return error;
      case 'bad-request':
      case 'not-found':
      case 'gone':
        return undefined;
      default:
        throw error;
    }
  }
}

function review(
  verb: VerbAccess['verb'],
  { resource, cluster }: { readonly resource: Resource; readonly cluster: ExaminedCluster },
): Promise<AccessReview | undefined> {
  return whereAllowed(mayI({ verb, group: resourceGroup(resource), resource }, cluster));
}
