import { excerpt } from './excerpt.ts';
import { isJsonMap } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { KubeError } from './kube-error.ts';
import { readBody } from './read-body.ts';
import type { ApiResponse } from './transport.ts';

/** The JSON object of an answer, with what came beside it. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: JsonMap;
  /** Texts of the server's Warning headers. */
  readonly warnings: readonly string[];
}

/** Reviews, accounts and roles have some kilobytes; etcd holds objects of 1.5 MiB at most. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The whole answer as a JSON object. Rejects with a {@link KubeError} (`protocol`) for anything else, and as reading the body does. */
export async function jsonAnswer(server: string, response: ApiResponse): Promise<JsonAnswer> {
  const { status, warnings, redact } = response;
  const bytes = await readBody(response, MAX_BYTES);
  const body = bytes === undefined ? undefined : parse(bytes);
  if (isJsonMap(body)) return { status, body, warnings };
  const start = bytes === undefined ? 'more than 16 MiB' : excerpt(redact(bytes.toString('utf8')));
  throw new KubeError(`${server} answers something else where a JSON object is due: ${start}`, {
    kind: 'protocol',
    cause: 'not-json',
    server,
    status,
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
