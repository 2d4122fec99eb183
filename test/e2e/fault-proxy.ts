import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { request } from 'node:https';
import { Transform, pipeline } from 'node:stream';
import { listen } from '../support/listen.ts';
import type { ControlPlane } from './control-plane.ts';

/** A request on its way to the API server. */
export interface PassingRequest {
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The same for all requests that come over one connection. */
  readonly connection: object;
}

/** What is done to a request, or to its answer. */
export type Fault =
  /** Answered without asking the API server. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: string; readonly contentType?: string }
  /** Passed on to this path, the query as it is. */
  | { readonly kind: 'reroute'; readonly path: string }
  /** Passed on with these headers in place of its own. */
  | { readonly kind: 'headers'; readonly headers: IncomingHttpHeaders }
  /** The connection is broken after the head. */
  | { readonly kind: 'break' }
  /** The connection is broken when nothing of the body has come for so long. */
  | { readonly kind: 'cut'; readonly idleMs: number }
  /** Of the body nothing is passed on, and it never ends. */
  | { readonly kind: 'stall' }
  /** The body is passed on when the API server has ended it. */
  | { readonly kind: 'buffer' }
  /** Each line of the body is passed on as this makes of it; a body without a line feed is one line. */
  | { readonly kind: 'rewrite'; readonly line: (line: string) => string };

/** The answer of an API server, or of anything before it, that knows no such path. */
export const NOT_FOUND: Fault = { kind: 'answer', status: 404, body: '404 page not found\n', contentType: 'text/plain' };

/**
 * A proxy between a client and the API server, on plain HTTP (`schema: http`), until the test ends. What `faultOf` leaves undefined is passed
 * on, credentials and all, and so is its answer. Resolves to its URL.
 */
export async function faultProxy(
  controlPlane: Pick<ControlPlane, 'url' | 'caPem'>,
  faultOf: (request: PassingRequest) => Fault | undefined,
): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? '/', controlPlane.url);
    const { headers, socket: connection } = incoming;
    const fault = faultOf({ path, query, headers, connection });
    if (fault?.kind === 'answer') {
      const { status, body, contentType = 'application/json' } = fault;
      outgoing.writeHead(status, { 'content-type': contentType }).end(body);
    } else passOn(incoming, { outgoing, fault, controlPlane });
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

/** Whether this is a list of what a gateway discovers. */
export function isList({ path, query }: PassingRequest): boolean {
  return isDiscovery(path) && !query.has('watch');
}

/** Whether this is a watch of it. */
export function isWatch({ path, query }: PassingRequest): boolean {
  return isDiscovery(path) && query.has('watch');
}

function isDiscovery(path: string): boolean {
  return /^\/(?:api\/v1\/endpoints|apis\/discovery\.k8s\.io\/v1\/endpointslices)$/.test(path);
}

/** In which the head certainly gets through. */
const HEAD_MS = 50;

interface Passing {
  readonly outgoing: ServerResponse;
  readonly fault: Exclude<Fault, { kind: 'answer' }> | undefined;
  readonly controlPlane: Pick<ControlPlane, 'url' | 'caPem'>;
}

function passOn(incoming: IncomingMessage, { outgoing, fault, controlPlane }: Passing): void {
  const { method, url = '/' } = incoming;
  const { headers } = fault?.kind === 'headers' ? fault : incoming;
  const target = new URL(url, controlPlane.url);
  if (fault?.kind === 'reroute') target.pathname = fault.path;
  const onward = request(target, { method, headers, ca: controlPlane.caPem }, (answer) => {
    const { 'content-length': _, ...answerHeaders } = answer.headers;
    outgoing.writeHead(answer.statusCode ?? 502, answerHeaders).flushHeaders();
    if (fault?.kind === 'break') setTimeout(() => outgoing.destroy(), HEAD_MS);
    if (fault?.kind === 'break' || fault?.kind === 'stall') return;
    if (fault?.kind === 'cut') cutWhenIdle(answer, { outgoing, idleMs: fault.idleMs });
    pipeline(answer, bodyFault(fault), outgoing, () => {});
  });
  outgoing.on('close', () => onward.destroy());
  onward.on('error', () => outgoing.destroy());
  pipeline(incoming, onward, () => {});
}

function cutWhenIdle(
  answer: IncomingMessage,
  { outgoing, idleMs }: { readonly outgoing: ServerResponse; readonly idleMs: number },
): void {
  const cut = setTimeout(() => outgoing.destroy(), idleMs);
  answer.on('data', () => cut.refresh());
  outgoing.on('close', () => clearTimeout(cut));
}

function bodyFault(fault: Passing['fault']): Transform {
  let held = '';
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      if (fault?.kind !== 'rewrite' && fault?.kind !== 'buffer') return callback(null, chunk);
      held += chunk.toString();
      if (fault.kind === 'buffer') return callback();
      const end = held.lastIndexOf('\n') + 1;
      const lines = held.slice(0, end).match(/[^]*?\n/g) ?? [];
      held = held.slice(end);
      callback(null, lines.map(fault.line).join(''));
    },
    flush(callback) {
      callback(null, fault?.kind === 'rewrite' && held !== '' ? fault.line(held) : held);
    },
  });
}
