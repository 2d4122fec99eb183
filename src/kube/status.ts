import { excerpt } from './excerpt.ts';
import { isJsonMap, listOf, mapOf } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { KubeError } from './kube-error.ts';
import type { KubeErrorDetails, KubeErrorKind, StatusCause } from './kube-error.ts';
import { firstValue, mediaType, retryAfterMs, sentAt } from './response-headers.ts';
import type { Headers } from './response-headers.ts';

/** What was asked of whom, for the words of an error. */
export interface RequestTarget {
  /** Scheme, host and port. */
  readonly server: string;
  readonly method: string;
  readonly path: string;
  /** As whom, without the secret: {@link Credentials.description}. */
  readonly credentials: string;
  /** Masks the request's own secret where an answer quotes it. */
  readonly redact: (text: string) => string;
}

/** An answer that is not what was asked for, its body read as far as it is looked at. */
export interface FailedResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The start of the body, secrets removed. */
  readonly body: string;
}

/** What net/http of Go, and so every API server, says to plain HTTP on a TLS port (crypto/tls has no reply of its own). */
export const HTTP_ON_TLS_PORT = 'Client sent an HTTP request to an HTTPS server.';

/** An API server's longest known message, of a token marked invalid, has some 400 characters. */
const MESSAGE_LIMIT = 1000;

/** Classifies an answer other than 2xx. `now`, in milliseconds since the epoch, serves a Retry-After that is a date. */
export function errorOfResponse(response: FailedResponse, target: RequestTarget, now: number): KubeError {
  const { status, headers, body } = response;
  if (body.includes(HTTP_ON_TLS_PORT)) {
    return new KubeError(`${target.server} is a TLS port, so use https: ${HTTP_ON_TLS_PORT}`, {
      kind: 'protocol',
      cause: 'http-on-tls-port',
      server: target.server,
      status,
      serverMessage: HTTP_ON_TLS_PORT,
    });
  }
  if (status < 400) return redirected(response, target);

  const html = isHtml(headers, body);
  const kind = html && status < 500 && status !== 429 ? 'protocol' : kindOfStatus(status);
  const refusal = parseStatusObject(body);
  const serverMessage = refusal?.message ?? excerpt(body);
  const wait = retryAfterMs(headers, now);
  const sent = sentAt(headers);
  const anonymous = status === 403 && serverMessage.includes('"system:anonymous"');
  const details: KubeErrorDetails = {
    kind,
    server: target.server,
    status,
    ...(html ? { cause: 'html' } : anonymous ? { cause: 'anonymous' } : {}),
    ...(serverMessage === '' ? {} : { serverMessage }),
    ...(refusal?.reason === undefined ? {} : { reason: refusal.reason }),
    ...(refusal === undefined || refusal.causes.length === 0 ? {} : { causes: refusal.causes }),
    ...(sent === undefined ? {} : { sentAt: sent }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
  const summary = summarize(details, status, target);
  return new KubeError(serverMessage === '' ? summary : `${summary}: ${serverMessage}`, details);
}

/** Whether a 2xx answer may be an API server's JSON, by its type. A missing type may: the decoder will tell. */
export function mayBeJson(headers: Headers): boolean {
  const type = mediaType(headers);
  return type === '' || /\bjson$/.test(type);
}

/** A 2xx answer that holds something else where JSON is due. */
export function errorOfContent({ status, headers, body }: FailedResponse, { server }: RequestTarget): KubeError {
  const html = isHtml(headers, body);
  const what = html ? 'a web page' : mediaType(headers) || 'something else';
  const serverMessage = excerpt(body);
  return new KubeError(`${server} answers ${what} where JSON is due, so it is no API server: ${serverMessage}`, {
    kind: 'protocol',
    cause: html ? 'html' : 'not-json',
    server,
    status,
    serverMessage,
  });
}

function kindOfStatus(status: number): KubeErrorKind {
  if (status >= 500) return 'server';
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 410:
      return 'gone';
    case 429:
      return 'throttled';
    default:
      return 'bad-request';
  }
}

function summarize(
  { kind, cause }: KubeErrorDetails,
  status: number,
  { server, method, path, credentials }: RequestTarget,
): string {
  if (kind === 'protocol') return `${server} answers a web page (${status}), so it is no API server`;
  if (cause === 'anonymous') return `${server} takes ${credentials} for system:anonymous (403)`;
  switch (kind) {
    case 'unauthorized':
      return `${server} refuses ${credentials} (401)`;
    case 'forbidden':
      return `${server} forbids ${method} ${path} to ${credentials} (403)`;
    case 'not-found':
      return `${server} does not know ${path} (404)`;
    case 'gone':
      return `${server} no longer has the state that ${method} ${path} asks for (410)`;
    case 'conflict':
      return `${server} finds ${method} ${path} in conflict with what is there (409)`;
    case 'throttled':
      return `${server} throttles requests (429)`;
    case 'server':
      return `${server} failed at ${method} ${path} (${status})`;
    default:
      return `${server} rejects ${method} ${path} (${status})`;
  }
}

/** API servers do not redirect a GET of their API; portals do. Only the host is shown, as the rest may hold secrets. */
function redirected({ status, headers }: FailedResponse, { server }: RequestTarget): KubeError {
  const location = firstValue(headers['location']);
  const host = location !== undefined && URL.canParse(location, server) ? new URL(location, server).host : undefined;
  const where = host === undefined ? '' : `, redirecting to ${excerpt(host)}`;
  return new KubeError(`${server} answers ${status}${where}, so it is no API server`, {
    kind: 'protocol',
    cause: 'redirect',
    server,
    status,
  });
}

/** The fields of a Status object that say why (meta/v1); undefined where the body is none. */
function parseStatusObject(
  body: string,
): { readonly message: string; readonly reason: string | undefined; readonly causes: readonly StatusCause[] } | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (!isJsonMap(parsed) || typeof parsed['message'] !== 'string') return undefined;
    const { message, reason, details } = parsed;
    return {
      message: excerpt(message, MESSAGE_LIMIT),
      reason: typeof reason === 'string' ? excerpt(reason) : undefined,
      causes: listOf(mapOf(details)['causes']).filter(isJsonMap).map(statusCause),
    };
  } catch {
    return undefined;
  }
}

function statusCause({ reason, message, field }: JsonMap): StatusCause {
  const text = (value: unknown): string => (typeof value === 'string' ? excerpt(value, MESSAGE_LIMIT) : '');
  return { reason: text(reason), message: text(message), field: text(field) };
}

function isHtml(headers: Headers, body: string): boolean {
  return /html/.test(mediaType(headers)) || /^\s*<(!doctype|html|head|body)\b/i.test(body);
}
