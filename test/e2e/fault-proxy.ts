import { once } from 'node:events';
import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { Transform, pipeline } from 'node:stream';
import type { ControlPlane } from './control-plane.ts';

/** A request on its way to the API server. */
export interface PassingRequest {
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What is done to a request, or to its answer. */
export type Fault =
  /** Answered without asking the API server. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is broken when nothing has come of the API server for so long; at once for 0. */
  | { readonly kind: 'cut when idle'; readonly afterMs: number }
  /** The head of the answer is passed on, and of its body nothing, and it never ends. */
  | { readonly kind: 'stall' }
  /** The body is passed on when the API server has ended it. */
  | { readonly kind: 'buffer' }
  /** Each piece of the body that ends in a line feed is passed on as this makes of it, as is what is left at the end. */
  | { readonly kind: 'rewrite'; readonly line: (line: string) => string };

/** A proxy of a control plane, on plain HTTP: to a gateway it is the API server, with `schema: http`. Credentials are passed on. */
export class FaultProxy {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly #server: http.Server;

  private constructor(server: http.Server) {
    this.#server = server;
    // A server that listens on TCP has such an address.
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Listens on a free port. `faultOf` says what happens to a request; undefined: it is passed on, and so is the answer. */
  static async start(
    { url, caPem }: Pick<ControlPlane, 'url' | 'caPem'>,
    faultOf: (request: PassingRequest) => Fault | undefined,
  ): Promise<FaultProxy> {
    const agent = new https.Agent({ keepAlive: true, ca: caPem });
    const server = http.createServer((incoming, response) => {
      const { pathname: path, searchParams: query } = new URL(incoming.url ?? '/', url);
      const fault = faultOf({ path, query });
      if (fault?.kind === 'answer') response.writeHead(fault.status, fault.headers).end(fault.body);
      else passOn({ incoming, response, fault, url, agent });
    });
    server.on('close', () => agent.destroy());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultProxy(server);
  }

  /** Breaks what is still open. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly fault: Exclude<Fault, { kind: 'answer' }> | undefined;
  readonly url: string;
  readonly agent: https.Agent;
}

function passOn({ incoming, response, fault, url, agent }: Exchange): void {
  const { method = 'GET', url: path = '/', headers } = incoming;
  const outgoing = https.request(new URL(path, url), { method, agent, headers: { ...headers, host: new URL(url).host } });
  outgoing.on('error', () => response.destroy());
  response.on('close', () => outgoing.destroy());
  outgoing.on('response', (answer) => {
    const { 'content-length': _, ...answerHeaders } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, answerHeaders);
    response.flushHeaders();
    if (fault?.kind === 'stall') return;
    if (fault?.kind === 'cut when idle') cutWhenIdle(answer, { response, afterMs: fault.afterMs });
    pipeline(answer, bodyFault(fault), response, () => {});
  });
  pipeline(incoming, outgoing, () => {});
}

function cutWhenIdle(answer: IncomingMessage, { response, afterMs }: { response: ServerResponse; afterMs: number }): void {
  const cut = setTimeout(() => response.destroy(), afterMs);
  answer.on('data', () => cut.refresh());
  response.on('close', () => clearTimeout(cut));
}

function bodyFault(fault: Exchange['fault']): Transform {
  let rest = '';
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      if (fault?.kind !== 'rewrite' && fault?.kind !== 'buffer') return callback(null, chunk);
      const lines = `${rest}${chunk.toString()}`.split('\n');
      if (fault.kind === 'buffer') {
        rest = lines.join('\n');
        return callback();
      }
      rest = lines.pop() ?? '';
      callback(null, lines.map((line) => fault.line(`${line}\n`)).join(''));
    },
    flush(callback) {
      callback(null, fault?.kind === 'rewrite' && rest !== '' ? fault.line(rest) : rest);
    },
  });
}
