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
      const [place = ''] = request.split('?', 1);
      const { status, body, warning } = wholeAnswer(place, answers[place]);
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

function wholeAnswer(place: string, answer: ObjectAnswer = NOT_FOUND): { status: number; body: object; warning?: string } {
  if ('status' in answer && 'body' in answer) return answer;
  return { status: 200, body: { ...answer, ...headOf(place, answer) } };
}

const NOT_FOUND = refusal(404, 'NotFound', 'not found');

/** What no API server leaves out: the kind, and the name of an object that has a path of its own. */
function headOf(place: string, { metadata }: { readonly metadata?: object }): object {
  const [last = '', before = ''] = place.split('/').toReversed();
  const [own, parent] = [KINDS[last], KINDS[before]];
  if (parent !== undefined) return { kind: parent, metadata: { name: last, ...metadata } };
  if (own === undefined) return {};
  return { kind: place.startsWith('POST') ? own : `${own}List` };
}

/** By the plural, as it stands in paths. */
const KINDS: Readonly<Record<string, string>> = {
  secrets: 'Secret',
  serviceaccounts: 'ServiceAccount',
  selfsubjectaccessreviews: 'SelfSubjectAccessReview',
  selfsubjectreviews: 'SelfSubjectReview',
  tokenreviews: 'TokenReview',
};
