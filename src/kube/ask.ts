import { excerpt } from './excerpt.ts';
import { isJsonMap } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { KubeError } from './kube-error.ts';
import { readBody } from './read-body.ts';
import type { ApiReader, ApiRequest, ApiResponse, ApiSubmission, Transport } from './transport.ts';

/** Of whom something is asked, and until when: what every function that asks one question takes. */
export interface Asking<Server extends ApiReader = ApiReader> {
  readonly transport: Server;
  readonly signal: AbortSignal;
}

/** The JSON object of an answer, with what came beside it. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: JsonMap;
  /** Texts of the server's Warning headers. */
  readonly warnings: readonly string[];
}

/** An API server answers a request for one object within milliseconds; after so long without a byte it is taken for dead. */
export const IDLE_TIMEOUT_MS = 15_000;

/** Reviews, accounts and roles have some kilobytes; etcd holds objects of 1.5 MiB at most. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The credentials before may take longer, as a person may have to sign in; the bytes of so small an object may not. */
const BODY_TIMEOUT_MS = 60_000;

/** Asks for a JSON object. Rejects with a {@link KubeError}, of kind `protocol` where the answer is anything else. */
export async function readJson(
  request: Pick<ApiRequest, 'path' | 'query' | 'accept'>,
  { transport, signal }: Asking,
): Promise<JsonAnswer> {
  return jsonOf(await transport.get({ ...request, signal, idleTimeoutMs: IDLE_TIMEOUT_MS }), transport);
}

/** Submits something that is answered by a JSON object. Rejects as {@link readJson} does. */
export async function sendJson(
  submission: Omit<ApiSubmission, 'signal' | 'idleTimeoutMs'>,
  { transport, signal }: Asking<Transport>,
): Promise<JsonAnswer> {
  return jsonOf(await transport.send({ ...submission, signal, idleTimeoutMs: IDLE_TIMEOUT_MS }), transport);
}

/**
 * An answer that one can do without: undefined where one may not ask, and for what this server, or a proxy before it, does not have. Rejects
 * with a {@link KubeError} for all else, also where nobody is known to ask (cause `anonymous`).
 */
export async function whereAllowed<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    const { kind, cause } = error.details;
    if (kind === 'not-found' || (kind === 'forbidden' && cause !== 'anonymous')) return undefined;
    throw error;
  }
}

async function jsonOf(response: ApiResponse, { server }: ApiReader): Promise<JsonAnswer> {
  const { status, warnings, redact } = response;
  const bytes = await readBody({ body: inTime(response, server) }, MAX_BYTES);
  const body = bytes === undefined ? undefined : parse(bytes);
  if (isJsonMap(body)) return { status, body, warnings };
  const start = bytes === undefined ? 'more than 16 MiB' : excerpt(redact(bytes.toString('utf8')));
  const what = start === '' ? 'nothing' : 'something else';
  throw new KubeError(`${server} answers ${what} where a JSON object is due${start === '' ? '' : `: ${start}`}`, {
    kind: 'protocol',
    cause: 'not-json',
    server,
    status,
  });
}

/** Something that sends a byte now and then is no more alive than silence. */
async function* inTime({ body }: ApiResponse, server: string): AsyncGenerator<Uint8Array, void, undefined> {
  const start = performance.now();
  for await (const chunk of body) {
    if (performance.now() - start > BODY_TIMEOUT_MS) {
      const message = `${server} broke off in the middle of an answer: it was not whole after ${BODY_TIMEOUT_MS / 1000} s`;
      throw new KubeError(message, { kind: 'unreachable', cause: 'timeout', server });
    }
    yield chunk;
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
