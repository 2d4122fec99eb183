import { JSON_HEADERS } from '../answer.ts';
import { isTrue } from '../api-request.ts';
import { queryInteger, queryResourceVersion } from '../query/query-number.ts';
import { selection } from '../query/selection.ts';
import { StatusError } from '../status/status.ts';
import { openWatch } from '../store/watch-feed.ts';
import type { Route } from './route.ts';

/** A watch. A resourceVersion that is no number gets 500, not 400, from the real server too. */
export const watch: Route = {
  verb: 'watch',
  answer({ resource, target, query, store, clock }) {
    const resourceVersion = queryResourceVersion(query);
    if (typeof resourceVersion === 'object') throw new StatusError({ message: resourceVersion.problem, code: 500 });
    const options = {
      resource: resource.plural,
      resourceVersion,
      selects: selection(target, query),
      bookmarks: isTrue(query.get('allowWatchBookmarks')),
      timeoutSeconds: queryInteger(query, 'timeoutSeconds'),
    };
    return { kind: 'watch', status: 200, headers: JSON_HEADERS, open: (sink) => openWatch({ store, clock }, options, sink) };
  },
};
