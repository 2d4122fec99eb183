import { jsonAnswer } from '../answer.ts';
import type { StoredObject } from '../api-object.ts';
import { decodeContinue, encodeContinue } from '../continue-token.ts';
import type { ContinueToken } from '../continue-token.ts';
import type { ObjectStore } from '../object-store.ts';
import { queryInteger, queryResourceVersion } from '../query-number.ts';
import { apiVersionOf } from '../resource.ts';
import { isNarrowed, selection } from '../selection.ts';
import { badRequest, expiredContinue, StatusError } from '../status.ts';
import type { Route } from './route.ts';

/**
 * A list or one page of it. All pages show the moment of the first, which `continue` carries; `remainingItemCount` is left out
 * where a selector narrows the list, because the real server would have to read everything to know it.
 */
export const list: Route = {
  verb: 'list',
  answer({ resource, target, query, store }) {
    const selects = selection(target, query);
    const limit = queryInteger(query, 'limit') ?? 0;
    const { resourceVersion, after } = start(query, store, limit);

    const remaining = store
      .snapshot(resource.plural, resourceVersion)
      .filter(({ key, object }) => (after === undefined || key > after) && selects(object));
    const page = limit > 0 ? remaining.slice(0, limit) : remaining;
    const left = remaining.length - page.length;
    const last = page.at(-1);
    const more =
      left === 0 || last === undefined
        ? {}
        : {
            continue: encodeContinue({ resourceVersion, after: last.key }),
            ...(isNarrowed(query) ? {} : { remainingItemCount: left }),
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

/** Which moment the list shows, and the key behind which it starts. */
function start(query: URLSearchParams, store: ObjectStore, limit: number): { resourceVersion: number; after?: string } {
  const asked = queryResourceVersion(query);
  if (typeof asked === 'object') throw badRequest(`invalid resource version: ${asked.problem}`);
  const token = query.get('continue') ?? '';
  if (token !== '') {
    if (asked !== undefined && asked !== 0) throw badRequest('specifying resource version is not allowed when using continue');
    return resume(decodeContinue(token), store);
  }
  if (asked === undefined || asked === 0) return { resourceVersion: store.resourceVersion };
  if (asked > store.resourceVersion) throw tooLarge(asked, store.resourceVersion);
  // Without a limit any moment not older will do, with one it is exactly this moment.
  const isExact = query.get('resourceVersionMatch') === 'Exact' || (limit > 0 && !query.has('resourceVersionMatch'));
  if (!isExact) return { resourceVersion: store.resourceVersion };
  if (asked < store.oldestResourceVersion) {
    throw new StatusError({ message: 'The resourceVersion for the provided list is too old.', reason: 'Expired', code: 410 });
  }
  return { resourceVersion: asked };
}

function resume({ resourceVersion, after }: ContinueToken, store: ObjectStore): { resourceVersion: number; after: string } {
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
