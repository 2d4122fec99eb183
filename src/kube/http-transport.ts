import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { RequestOptions } from 'node:https';
import type { Connection, TlsTrust } from './connection.ts';
import type { Authentication } from './credentials.ts';
import { bodyOf, send } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { KubeError } from './kube-error.ts';
import { maskTokens } from './mask-tokens.ts';
import { firstValue, parseWarnings } from './response-headers.ts';
import { errorOfContent, errorOfResponse, mayBeJson } from './status.ts';
import type { ApiRequest, ApiResponse, ApiSubmission, Transport } from './transport.ts';
import { unlessAborted } from './unless-aborted.ts';

/** How much of a refusal is read: a Status object has a few hundred bytes, a portal's page may have megabytes. */
const REFUSAL_LIMIT = 64 * 1024;

/** How long to wait for more of it: the status is the answer, and must not be lost for a text that never comes. */
const REFUSAL_IDLE_MS = 1000;

/** And how long for all of it, where a byte comes now and then. */
const REFUSAL_MS = 2000;

/** HTTP/1.1 to the API server of `connection`, on connections kept alive. Follows no redirect and asks for no compression. */
export function createTransport(connection: Connection): Transport {
  const { server, credentials, trust } = connection;
  const agent = server.protocol === 'https:' ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });

  async function ask(request: ApiRequest, { method, payload, secrets }: Wording): Promise<ApiResponse> {
    const { path, accept = 'application/json', signal, idleTimeoutMs } = request;
    signal.throwIfAborted();
    // An exec plugin takes as long as it pleases; a user who interrupts does not wait for it.
    const authentication = await unlessAborted(credentials.authenticate(), signal);
    const redact = redactionOf(authentication, secrets);
    const target = { server: server.origin, method, path, credentials: credentials.description, redact };
    const options: RequestOptions = {
      method,
      agent: (await connection.proxyAgent?.({ trust, authentication })) ?? agent,
      headers: { Accept: accept, 'User-Agent': 'k8s-disco', ...payload?.headers, ...authentication.headers },
      ...tlsOptions(trust, authentication),
    };
    const exchange = { url: urlOf(server, request), options, payload: payload?.bytes, target, signal, idleTimeoutMs };
    const response = await send(exchange);
    const { headers, statusCode: status = 0 } = response;

    if (status < 200 || status > 299) {
      throw errorOfResponse({ status, headers, body: redact(await startOf(response, exchange)) }, target, Date.now());
    }
    if (!mayBeJson(headers)) {
      throw errorOfContent({ status, headers, body: redact(await startOf(response, exchange)) }, target);
    }
    return { status, headers, warnings: parseWarnings(headers['warning']).map(redact), body: bodyOf(response, exchange), redact };
  }

  function close(): void {
    for (const socket of Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? [])) socket.destroy();
  }

  return {
    server: server.origin,
    get: (request) => ask(request, { method: 'GET', payload: undefined, secrets: [] }),
    send: (request) => ask(request, { method: request.method, payload: payloadOf(request), secrets: request.secrets ?? [] }),
    close,
  };
}

/** What distinguishes one request from another beside where it goes. */
interface Wording {
  readonly method: string;
  readonly payload: Payload | undefined;
  readonly secrets: readonly string[];
}

interface Payload {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string | number>>;
}

function payloadOf({ body, contentType = 'application/json' }: ApiSubmission): Payload | undefined {
  if (body === undefined) return undefined;
  const bytes = Buffer.from(JSON.stringify(body));
  return { bytes, headers: { 'Content-Type': contentType, 'Content-Length': bytes.length } };
}

function tlsOptions({ verify, ca, servername }: TlsTrust, { cert, key }: Authentication): RequestOptions {
  return {
    // Always set, or NODE_TLS_REJECT_UNAUTHORIZED would decide.
    rejectUnauthorized: verify !== 'nothing',
    ...(verify === 'chain' ? { checkServerIdentity: () => undefined } : {}),
    ...(ca === undefined ? {} : { ca: [...ca] }),
    ...(servername === undefined ? {} : { servername }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

function urlOf(server: URL, { path, query = {} }: ApiRequest): URL {
  const url = new URL(server);
  url.pathname = `${server.pathname.replace(/\/$/, '')}${path}`;
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** The first {@link REFUSAL_LIMIT} bytes, or what came before the connection broke: the status counts for more than the text. */
async function startOf(response: IncomingMessage, exchange: Exchange): Promise<string> {
  const chunks: Uint8Array[] = [];
  const start = performance.now();
  let size = 0;
  try {
    for await (const chunk of bodyOf(response, { ...exchange, idleTimeoutMs: REFUSAL_IDLE_MS })) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= REFUSAL_LIMIT || performance.now() - start > REFUSAL_MS) break;
    }
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
  }
  return Buffer.concat(chunks).subarray(0, REFUSAL_LIMIT).toString('utf8');
}

/** Portals and echo servers show the request they got, token included; and a token that was asked for may come in a broken answer. */
function redactionOf({ headers }: Authentication, others: readonly string[]): ApiResponse['redact'] {
  const own = firstValue(headers['Authorization'])?.split(' ', 2)[1];
  const secrets = [own, ...others].flatMap((secret) => secret || []);
  return (text) => maskTokens(secrets.reduce((masked, secret) => masked.replaceAll(secret, '[secret]'), text));
}
