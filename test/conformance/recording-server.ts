import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedPage, RecordedRound, RecordedStep } from './recording.ts';

/** The resourceVersion of the bookmark that ends a scenario. */
export const SYNC = 'sync';

const SYNC_BOOKMARK = `${JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: SYNC } } })}\n`;

/** What the recordings' server put where a page names no resourceVersion. */
const DEFAULT_RESOURCE_VERSION = '1000';

/** Pauses between steps only keep them in packets of their own. */
const LONGEST_PAUSE_MS = 2;

/**
 * Plays recorded API servers over plain HTTP, one for each token. A list without `continue` starts the next round, one with `continue`
 * takes its next page, a watch takes the next recorded answer. A request that the recording has no answer for is never answered, and
 * tells that the scenario is over for that token.
 */
export class RecordingServer {
  readonly #server: Server;
  readonly #scripts = new Map<string, Script>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<RecordingServer> {
    const server = createServer({ keepAliveTimeout: 0 });
    const recordingServer = new RecordingServer(server);
    server.on('request', (request, response) => {
      recordingServer.#answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return recordingServer;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Plays these rounds to whoever brings the token; the promise resolves when a request finds no answer. */
  play(token: string, rounds: readonly RecordedRound[]): Promise<void> {
    return new Promise((onExhausted) => this.#scripts.set(token, { rounds, round: -1, page: 0, watch: 0, onExhausted }));
  }

  /** Plays no more to whoever brings the token: the rest of its rounds comes too late. */
  stop(token: string): void {
    const script = this.#scripts.get(token);
    if (script !== undefined) {
      script.rounds = [];
      script.onExhausted();
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const script = this.#scripts.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (script === undefined) {
      response.writeHead(401).end();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://server');
    if (url.searchParams.get('watch') === 'true') {
      const steps = script.rounds[script.round]?.watch?.[script.watch++];
      if (steps === undefined) script.onExhausted();
      else await playWatch(steps, response);
      return;
    }
    if (url.searchParams.has('continue')) script.page += 1;
    else Object.assign(script, { round: script.round + 1, page: 0, watch: 0 });
    const page = script.rounds[script.round]?.list?.[script.page];
    if (page === undefined) script.onExhausted();
    else answerPage(page, url.pathname, response);
  }
}

interface Script {
  rounds: readonly RecordedRound[];
  round: number;
  page: number;
  watch: number;
  readonly onExhausted: () => void;
}

function answerPage(page: RecordedPage, path: string, response: ServerResponse): void {
  if (page.drop === true) {
    response.destroy();
    return;
  }
  if (page.status !== undefined) {
    answerStatus(page.status, page.body, response);
    return;
  }
  response.writeHead(200, { 'Content-Type': 'application/json' });
  if (page.raw !== undefined) {
    response.end(page.raw);
    return;
  }
  const { kind, items, rv, continue: continueToken } = page;
  const metadata = page.metadata ?? {
    resourceVersion: rv ?? DEFAULT_RESOURCE_VERSION,
    ...(continueToken === undefined ? {} : { continue: continueToken }),
  };
  const defaultKind = path.endsWith('/endpointslices') ? 'EndpointSliceList' : 'EndpointsList';
  response.end(JSON.stringify({ kind: kind ?? defaultKind, apiVersion: 'v1', metadata, items }));
}

async function playWatch(steps: readonly RecordedStep[], response: ServerResponse): Promise<void> {
  const [first] = steps;
  if (first?.status !== undefined) {
    answerStatus(first.status, first.body, response);
    return;
  }
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  response.socket?.setNoDelay(true);
  for (const step of steps) {
    if (step.event !== undefined) response.write(`${JSON.stringify(step.event)}\n`);
    if (step.raw !== undefined) response.write(step.raw);
    if (step.b64 !== undefined) response.write(Buffer.from(step.b64, 'base64'));
    if (step.sleep !== undefined) await delay(Math.min(step.sleep, LONGEST_PAUSE_MS));
    if (step.sync === true) response.write(SYNC_BOOKMARK);
    if (step.end === true) response.end();
    if (step.drop === true) response.destroy();
  }
  // Some scenarios end with an event that finishes the gateway, so nothing told the recorder that all was taken. We need to know.
  if (!response.writableEnded && !steps.some(({ sync }) => sync)) response.write(SYNC_BOOKMARK);
}

function answerStatus(status: number, body: unknown, response: ServerResponse): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
}
