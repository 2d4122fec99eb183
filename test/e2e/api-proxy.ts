import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { request } from 'node:https';
import { listen } from '../support/listen.ts';
import type { ControlPlane } from './control-plane.ts';

/** An answer in place of the API server's, or other headers for it; undefined lets a request through as it is. */
export type Interference =
  | { readonly status: number; readonly body: string }
  | { readonly headers: IncomingHttpHeaders }
  | undefined;

/** Something between a client and the API server, in plain HTTP, until the test ends. Resolves to its URL. */
export async function interfere(
  controlPlane: ControlPlane,
  decide: (incoming: IncomingMessage) => Interference,
): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const decided = decide(incoming);
    if (decided !== undefined && 'status' in decided) outgoing.writeHead(decided.status).end(decided.body);
    else pass(incoming, { outgoing, headers: decided?.headers ?? incoming.headers, controlPlane });
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

function pass(
  incoming: IncomingMessage,
  {
    outgoing,
    headers,
    controlPlane,
  }: { readonly outgoing: ServerResponse; readonly headers: IncomingHttpHeaders; readonly controlPlane: ControlPlane },
): void {
  const { method, url = '/' } = incoming;
  const onward = request(new URL(url, controlPlane.url), { method, headers, ca: controlPlane.caPem }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  outgoing.on('close', () => onward.destroy());
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
