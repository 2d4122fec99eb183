import type { IncomingMessage } from 'node:http';
import { bodyOf, send } from '../../kube/exchange.ts';
import type { Exchange } from '../../kube/exchange.ts';
import { excerpt } from '../../kube/excerpt.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { maskTokens } from '../../kube/mask-tokens.ts';
import { firstValue, mediaType } from '../../kube/response-headers.ts';

/** Whatever was answered, in whatever status. */
export interface ControlAnswer {
  readonly status: number;
  /** Its Server header. */
  readonly server: string | undefined;
  /** In lower case, without parameters; empty where it has none. */
  readonly mediaType: string;
  readonly text: string;
}

/** When an answer is given up. */
export interface AskLimits {
  /** A server that says nothing for so long is taken for gone. */
  readonly idleMs: number;
  /** And one that goes on and on, after so long. */
  readonly wholeMs: number;
  readonly bytes: number;
}

/** A dump of a shared dict of 64 MB, the default from 3.18.0 on, has its quotes escaped. */
const LIMITS: AskLimits = { idleMs: 5000, wholeMs: 30_000, bytes: 128 * 1024 * 1024 };

/**
 * Asks once, on a connection of its own and past any proxy, follows nothing and sends no credentials. Rejects with a {@link KubeError} where
 * no whole answer comes in time, or one that is larger than any dump; with the signal's reason when it aborts.
 */
export async function ask(
  place: { readonly url: URL; readonly signal: AbortSignal },
  path: string,
  limits: AskLimits = LIMITS,
): Promise<ControlAnswer> {
  const { signal } = place;
  const url = new URL(place.url);
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  const target = { server: url.origin, method: 'GET', path, credentials: 'nobody', redact: maskTokens };
  const options = { method: 'GET', agent: false, headers: { Accept: 'application/json', 'User-Agent': 'k8s-disco' } } as const;
  const exchange = { url, options, payload: undefined, target, signal, idleTimeoutMs: limits.idleMs };
  const response = await send(exchange);
  const { statusCode: status = 0, headers } = response;
  const text = await textOf(response, { exchange, limits });
  return { status, server: firstValue(headers.server), mediaType: mediaType(headers), text };
}

async function textOf(
  response: IncomingMessage,
  { exchange, limits }: { readonly exchange: Exchange; readonly limits: AskLimits },
): Promise<string> {
  const { server, path } = exchange.target;
  const until = performance.now() + limits.wholeMs;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyOf(response, exchange)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limits.bytes)
      throw new KubeError(`${server} answers more to ${path} than a gateway has`, { kind: 'protocol', server });
    if (performance.now() > until)
      throw new KubeError(`${server} did not come to an end in ${limits.wholeMs / 1000} s of answering to ${path}`, {
        kind: 'unreachable',
        cause: 'timeout',
        server,
      });
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The answer's JSON; undefined where it is none. */
export function jsonOf({ text }: ControlAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of a body of megabytes only its start is looked at; a part of a token is masked, too. */
const LONGEST_EXCERPT = 4096;

/** What an answer is, for people: `404 with an HTML page`. */
export function describeAnswer(answer: ControlAnswer): string {
  const { status, text } = answer;
  const words = wordsOf(jsonOf(answer));
  if (words !== undefined) return `${status} ${JSON.stringify(excerpt(maskTokens(words.slice(0, LONGEST_EXCERPT)), 80))}`;
  if (/^\s*</.test(text)) return `${status} with an HTML page`;
  return text.trim() === ''
    ? `${status} and nothing else`
    : `${status} ${JSON.stringify(excerpt(maskTokens(text.slice(0, LONGEST_EXCERPT)), 80))}`;
}

/** How gateways and API servers word a refusal. */
export function wordsOf(document: unknown): string | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const { error_msg, error, message } = document as Readonly<Record<string, unknown>>; // any object has keys to ask for
  return [error_msg, error, message].find((words) => typeof words === 'string');
}
