import http from 'node:http';
import { onTestFinished } from 'vitest';
import type { Asking } from '../../src/kube/ask.ts';
import { NO_CREDENTIALS } from '../../src/kube/credentials.ts';
import { createTransport } from '../../src/kube/http-transport.ts';
import type { Transport } from '../../src/kube/transport.ts';
import { listen } from './listen.ts';

/** What a request is answered with: an object, or a status with one and perhaps a Warning. */
export type ObjectAnswer = object | { readonly status: number; readonly body: object; readonly warning?: string };

/** An API server that holds these answers by method and path, `GET /api/v1/…`, and nothing else. */
export interface ObjectServer {
  readonly url: string;
  /** Method, path and query of each request. */
  readonly asked: readonly string[];
  /** What was sent with them. */
  readonly bodies: readonly unknown[];
  readonly asking: Asking<Transport>;
}

/** Serves until the test ends. It believes everybody, as a kubectl proxy does. */
export async function objectServer(answers: Readonly<Record<string, ObjectAnswer>>): Promise<ObjectServer> {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const server = http.createServer((incoming, response) => {
    let text = '';
    incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    incoming.on('end', () => {
      const request = `${incoming.method} ${decodeURIComponent(incoming.url ?? '')}`;
      asked.push(request);
      if (text !== '') bodies.push(JSON.parse(text));
      const { status, body, warning } = wholeAnswer(answers[request.split('?', 1).join('')]);
      const warnings = warning === undefined ? {} : { warning: `299 - "${warning}"` };
      response.writeHead(status, { 'content-type': 'application/json', ...warnings }).end(JSON.stringify(body));
    });
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const transport = createTransport({
    id: undefined,
    name: 'test',
    server: new URL(url),
    source: { kind: 'flags' },
    credentials: NO_CREDENTIALS,
    trust: { verify: 'nothing' },
  });
  onTestFinished(() => transport.close());
  return { url, asked, bodies, asking: { transport, signal: new AbortController().signal } };
}

/** A refusal as API servers word it. */
export function refusal(status: number, reason: string, message: string): ObjectAnswer {
  return { status, body: { kind: 'Status', reason, message, code: status } };
}

function wholeAnswer(answer: ObjectAnswer | undefined): { status: number; body: object; warning?: string } {
  if (answer === undefined) return wholeAnswer(refusal(404, 'NotFound', 'not found'));
  return 'status' in answer && 'body' in answer ? answer : { status: 200, body: answer };
}
