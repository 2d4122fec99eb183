import type { Clock } from '../../time/clock.ts';
import type { WatchSink } from '../answer.ts';
import type { StoredObject } from '../api-object.ts';
import { apiVersionOf, resourceType } from '../resource.ts';
import type { ResourceName } from '../resource.ts';
import { tooOldResourceVersion } from '../status/expired.ts';
import { withResourceVersion } from './complete-object.ts';
import type { Change } from './history.ts';
import type { ObjectStore } from './object-store.ts';

/** What a watch asks for. */
export interface WatchOptions {
  readonly resource: ResourceName;
  /** Absent or 0: begin with an ADDED for every object there is. */
  readonly resourceVersion: number | undefined;
  readonly selects: (object: StoredObject) => boolean;
  readonly bookmarks: boolean;
  /** Absent or not positive: {@link DEFAULT_TIMEOUT_SECONDS}. */
  readonly timeoutSeconds: number | undefined;
}

/** kube-apiserver draws a number between this one and twice as much (`--min-request-timeout`). */
const DEFAULT_TIMEOUT_SECONDS = 1800;
const BOOKMARK_INTERVAL_MS = 60_000;
/** The last bookmark comes this long before the time-out, so that a client can resume from a fresh resourceVersion. */
const LAST_BOOKMARK_BEFORE_END_MS = 2000;

/**
 * Feeds one watch: what happened since its resourceVersion, what happens from now on, bookmarks, and the end at the time-out.
 * A resourceVersion from before the last compaction gets one ERROR event with code 410; one of the future gets silence until the store comes there.
 * The answer stops the feed without ending the sink.
 */
export function openWatch(
  from: { readonly store: ObjectStore; readonly clock: Clock },
  options: WatchOptions,
  sink: WatchSink,
): () => void {
  const { store, clock } = from;
  const since = options.resourceVersion ?? 0;
  const send = (type: string, object: unknown) => sink.line(JSON.stringify({ type, object }));

  if (since !== 0 && since < store.oldestResourceVersion) {
    send('ERROR', tooOldResourceVersion(since, store.oldestResourceVersion).status);
    sink.end();
    return () => {};
  }

  const forward = (change: Change) => {
    if (change.resource !== options.resource || change.resourceVersion <= since) return;
    const event = eventFor(change, options.selects);
    if (event !== undefined) send(event.type, event.object);
  };
  if (since === 0) {
    for (const { object } of store.snapshot(options.resource)) if (options.selects(object)) send('ADDED', object);
    if (options.bookmarks)
      send('BOOKMARK', bookmark(options.resource, store.resourceVersion, { 'k8s.io/initial-events-end': 'true' }));
  } else {
    store.changesSince(since).forEach(forward);
  }

  const timeoutMs =
    1000 *
    (options.timeoutSeconds !== undefined && options.timeoutSeconds > 0 ? options.timeoutSeconds : DEFAULT_TIMEOUT_SECONDS);
  const endsAt = clock.now() + timeoutMs;
  let cancelBookmark = () => {};
  const scheduleBookmark = () => {
    const delay = Math.min(BOOKMARK_INTERVAL_MS, endsAt - LAST_BOOKMARK_BEFORE_END_MS - clock.now());
    if (delay <= 0) return;
    cancelBookmark = clock.after(delay, () => {
      // A real server tells only of what is newer than the start of the watch; but in a living cluster, with its leases, that is always so.
      // A watch from the future must not be led back.
      if (store.resourceVersion >= since) send('BOOKMARK', bookmark(options.resource, store.resourceVersion));
      scheduleBookmark();
    });
  };
  if (options.bookmarks) scheduleBookmark();

  const unsubscribe = store.subscribe(forward);
  const cancelTimeout = clock.after(timeoutMs, () => {
    stop();
    sink.end();
  });
  const stop = () => {
    unsubscribe();
    cancelBookmark();
    cancelTimeout();
  };
  return stop;
}

/** What a write means to a watch that sees only a selection: an object that begins to match was added, one that ceases to was deleted. */
function eventFor(
  { before, after, resourceVersion }: Change,
  selects: WatchOptions['selects'],
): { type: string; object: StoredObject } | undefined {
  const was = before !== undefined && selects(before);
  const is = after !== undefined && selects(after);
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object: after };
  if (!was) return undefined;
  // The last state that matched, under the resourceVersion of the write that ended it.
  return { type: 'DELETED', object: withResourceVersion(before, String(resourceVersion)) };
}

function bookmark(resource: ResourceName, resourceVersion: number, annotations?: Readonly<Record<string, string>>): unknown {
  const type = resourceType(resource);
  const metadata = { resourceVersion: String(resourceVersion), ...(annotations === undefined ? {} : { annotations }) };
  return { kind: type.kind, apiVersion: apiVersionOf(type), metadata, ...type.emptyFields };
}
