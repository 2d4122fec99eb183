import { jsonAnswer } from '../answer.ts';
import type { StoredObject } from '../api-object.ts';
import { decodeContinue, encodeContinue } from '../query/continue-token.ts';
import type { ContinueToken } from '../query/continue-token.ts';
import { queryInteger, queryResourceVersion } from '../query/query-number.ts';
import { isContinued, isNarrowed, listedNamespace, selection } from '../query/selection.ts';
import { apiVersionOf } from '../resource.ts';
import { expiredContinue, tooOldFor } from '../status/expired.ts';
import { badRequest, StatusError } from '../status/status.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { Route } from './route.ts';

/**
 * A list or one page of it. All pages show the moment of the first, which `continue` carries; `remainingItemCount` is left out
 * where a selector narrows the list, because the real server would have to read everything to know it.
 */
export const list: Route = {
  verb: 'list',
  answer({ resource, target, query, store }) {
    const selects = selection(target, query);
    const limit = pageLimit(query);
    const { resourceVersion, after } = start(query, store, limit);
    const namespace = listedNamespace(target, query);
    const prefix = namespace === undefined ? '' : `${namespace}/`;

    const remaining = store
      .snapshot(resource.plural, resourceVersion)
      .filter(({ key }) => key.startsWith(prefix) && key > prefix + after);
    const matching = remaining.filter(({ object }) => selects(object));
    const page = limit > 0 ? matching.slice(0, limit) : matching;
    // A full page ends where it is full; whether anything behind it matches, only the next one finds out.
    const last = page.length === limit ? page.at(-1) : undefined;
    const more =
      last === undefined || last === remaining.at(-1)
        ? {}
        : {
            continue: encodeContinue({ resourceVersion, after: last.key.slice(prefix.length) }),
            ...(isNarrowed(query) ? {} : { remainingItemCount: remaining.length - page.length }),
          };
    return jsonAnswer({
      kind: `${resource.kind}List`,
      apiVersion: apiVersionOf(resource),
      metadata: { resourceVersion: String(resourceVersion), ...more },
      items: page.map(({ object }) => listItem(object)),
    });
  },
};

/** Items of a list carry neither kind nor apiVersion; only single objects and watch events do. */
function listItem({ kind: _kind, apiVersion: _apiVersion, ...item }: StoredObject): Omit<StoredObject, 'kind' | 'apiVersion'> {
  return item;
}

/** Objects on a page at most; 0 for no pages. `resourceVersion=0` is answered from the watch cache, which ignores the limit. */
function pageLimit(query: URLSearchParams): number {
  const limit = queryInteger(query, 'limit') ?? 0;
  return query.get('resourceVersion') === '0' && !isContinued(query) ? 0 : limit;
}

/** Which moment the list shows, and behind which key it starts: the empty one for the beginning. */
function start(query: URLSearchParams, store: ObjectStore, limit: number): ContinueToken {
  const asked = queryResourceVersion(query);
  if (typeof asked === 'object') throw badRequest(`invalid resource version: ${asked.problem}`);
  if (isContinued(query)) {
    if (asked !== undefined && asked !== 0) throw badRequest('specifying resource version is not allowed when using continue');
    return resume(decodeContinue(query.get('continue') ?? ''), store);
  }
  const now = { resourceVersion: store.resourceVersion, after: '' };
  if (asked === undefined || asked === 0) return now;
  if (asked > store.resourceVersion) throw tooLarge(asked, store.resourceVersion);
  // Without a limit any moment not older will do, with one it is exactly this moment.
  const isExact = query.get('resourceVersionMatch') === 'Exact' || (limit > 0 && !query.has('resourceVersionMatch'));
  if (!isExact) return now;
  if (asked < store.oldestResourceVersion) throw tooOldFor('list');
  return { resourceVersion: asked, after: '' };
}

function resume({ resourceVersion, after }: ContinueToken, store: ObjectStore): ContinueToken {
  if (resourceVersion < 0) return { resourceVersion: store.resourceVersion, after };
  if (resourceVersion < store.oldestResourceVersion) throw expiredContinue(encodeContinue({ resourceVersion: -1, after }));
  return { resourceVersion, after };
}

function tooLarge(asked: number, current: number): StatusError {
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  return new StatusError(
    {
      message: `Timeout: Too large resource version: ${asked}, current: ${current}`,
      reason: 'Timeout',
      details: { causes, retryAfterSeconds: 1 },
      code: 504,
    },
    { 'retry-after': '1' },
  );
}
