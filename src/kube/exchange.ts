import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { RequestOptions } from 'node:https';
import { KubeError } from './kube-error.ts';
import { errorOfNetwork, idleTimeout } from './network-error.ts';
import type { Phase } from './network-error.ts';
import type { RequestTarget } from './status.ts';

/** One request on the wire. */
export interface Exchange {
  readonly url: URL;
  readonly options: RequestOptions;
  readonly payload: Buffer | undefined;
  readonly target: RequestTarget;
  readonly signal: AbortSignal;
  readonly idleTimeoutMs: number;
}

/** Sends the request and resolves with the head of the answer, whatever its status. */
export async function send(exchange: Exchange): Promise<IncomingMessage> {
  try {
    for (;;) {
      const attempt = await attemptOnce(exchange);
      if (attempt !== 'stale') return attempt;
    }
  } catch (error) {
    // Node throws at once for a certificate or key that it cannot read.
    throw reasonOf(error, exchange, 'head');
  }
}

/** The bytes of the body, each wait for the next limited by the idle time-out; time the reader takes does not count. */
export async function* bodyOf(response: IncomingMessage, exchange: Exchange): AsyncGenerator<Uint8Array, void, undefined> {
  const { target, idleTimeoutMs } = exchange;
  const chunks: AsyncIterator<Uint8Array> = response[Symbol.asyncIterator]();
  const next = async () => {
    const timer = setTimeout(() => response.destroy(idleTimeout(target, 'body', idleTimeoutMs)), idleTimeoutMs);
    try {
      return await chunks.next();
    } catch (error) {
      throw reasonOf(error, exchange, 'body');
    } finally {
      clearTimeout(timer);
    }
  };
  try {
    for (let chunk = await next(); chunk.done !== true; chunk = await next()) yield chunk.value;
  } finally {
    // A reader that leaves early must not keep a watch open; after the end this does nothing.
    await chunks.return?.();
  }
}

/** `stale`: the server had closed a kept-alive connection meanwhile, so the request never arrived and may go out again. */
function attemptOnce(exchange: Exchange): Promise<IncomingMessage | 'stale'> {
  const { url, options, payload, target, signal, idleTimeoutMs } = exchange;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let response: IncomingMessage | undefined;
    const request = (url.protocol === 'https:' ? https : http).request(url, options);
    const stop = (error: Error) => (response ?? request).destroy(error);
    const abort = () => stop(new Error('aborted'));
    const timer = setTimeout(() => stop(idleTimeout(target, 'head', idleTimeoutMs)), idleTimeoutMs);
    signal.addEventListener('abort', abort);
    request.once('response', (head) => {
      clearTimeout(timer);
      response = head;
      // Keeps the error for the reader of the body, who may not have begun yet.
      head.on('error', () => {});
      resolve(head);
    });
    // Stays on after the head: the parser reports a malformed body here, before the socket closes.
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (response !== undefined) response.destroy(error);
      else if (request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE') && !signal.aborted)
        resolve('stale');
      else reject(error);
    });
    request.end(payload);
    request.once('close', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      // Node closes a connection that switches protocols (101) without an error; where the promise is settled this does nothing.
      reject(Object.assign(new Error('closed without an answer'), { code: 'ECONNRESET' }));
    });
  });
}

function reasonOf(error: unknown, { signal, target }: Exchange, phase: Phase): Error {
  if (signal.aborted) return signal.reason as Error; // DOM allows any value here; whatever it is goes to whoever aborted
  return error instanceof KubeError ? error : errorOfNetwork(error, target, phase);
}
