import type { WatchEvent } from '../apisix/view.ts';
import type { Json } from '../apisix/lua.ts';
import { index, luaType } from '../apisix/lua.ts';
import { excerpt, rawExcerpt } from '../kube/excerpt.ts';
import { KubeError } from '../kube/kube-error.ts';
import type { ApiReader, ApiResponse } from '../kube/transport.ts';
import { LineSplitter, LineTooLongError } from './decode/json-lines.ts';
import { decodeWatchEvent, eventResourceVersion, isBlank, isWellFramed } from './decode/watch-event.ts';
import type { ListWatchTarget } from './request.ts';
import { resourcePath, selectorQuery } from './request.ts';

/** The API server sends a bookmark about once a minute, so a connection silent for longer than that and a little is dead. */
const WATCH_IDLE_TIMEOUT_MS = 75_000;

/** etcd holds objects of 1.5 MiB at most; a line many times that is none of an API server's. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;

/** What is shown of an ERROR event's message, in characters: an API server's longest have some hundreds. */
const MAX_MESSAGE = 1000;

export interface WatchRequest {
  readonly transport: ApiReader;
  readonly target: ListWatchTarget;
  readonly resourceVersion: string;
  /** How long the server may keep the watch open. */
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  /** How long the connection may stay silent. Absent: 75 s. */
  readonly idleTimeoutMs?: number;
  /** The server has accepted the watch. */
  readonly onOpen: () => void;
  /**
   * A line has come, in the order of the stream: an event, or what the gateway would take it for. `resourceVersion` is where to go on
   * from after this event; undefined where it names none.
   */
  readonly onEvent: (event: WatchEvent, details: { resourceVersion: string | undefined; line: () => string }) => void;
}

/** How a watch came to its end: properly, or with an ERROR event (its Status object's code and message). */
export type WatchEnd =
  | { readonly kind: 'ended' }
  | { readonly kind: 'error-event'; readonly code: number | undefined; readonly message: string };

/**
 * Follows one watch to its end. Unknown event types and fields pass through. Rejects with a {@link KubeError} when the server refuses,
 * the connection breaks or stays silent for too long, or a line is no event (`protocol`, with its first bytes).
 */
export async function followWatch(request: WatchRequest): Promise<WatchEnd> {
  const { transport, target, resourceVersion, timeoutSeconds, signal, onOpen, onEvent } = request;
  const { idleTimeoutMs = WATCH_IDLE_TIMEOUT_MS } = request;
  const response = await transport.get({
    path: resourcePath(target.resource),
    query: { watch: 'true', allowWatchBookmarks: 'true', resourceVersion, timeoutSeconds, ...selectorQuery(target) },
    signal,
    idleTimeoutMs,
  });
  onOpen();
  const splitter = new LineSplitter(MAX_LINE_BYTES);
  try {
    for await (const chunk of response.body) {
      for (const line of splitter.push(chunk)) {
        const event = decodeWatchEvent(line);
        if (event?.type === 'ERROR') return errorEvent(event.object, response);
        onEvent(event ?? { type: undefined, object: undefined, wellFramed: isWellFramed(line) }, {
          resourceVersion: eventResourceVersion(event?.object),
          line: () => rawExcerpt(line, response.redact),
        });
        if (event === undefined && !isBlank(line)) throw badEvent(transport, rawExcerpt(line, response.redact));
      }
    }
  } catch (error) {
    throw error instanceof LineTooLongError ? badEvent(transport, rawExcerpt(error.start, response.redact)) : error;
  }
  return { kind: 'ended' };
}

function errorEvent(status: Json | undefined, { redact }: ApiResponse): WatchEnd {
  const field = (key: string): Json | undefined => (luaType(status) === 'table' ? index(status, key, key) : undefined);
  const code = field('code');
  const message = field('message') ?? field('reason');
  return {
    kind: 'error-event',
    code: typeof code === 'number' ? code : undefined,
    message: typeof message === 'string' ? excerpt(redact(message), MAX_MESSAGE) : 'no message',
  };
}

function badEvent(transport: ApiReader, start: string): KubeError {
  return new KubeError(`${transport.server} sent a line in the watch that is no event: ${start}`, {
    kind: 'protocol',
    cause: 'bad-event',
    server: transport.server,
  });
}
