import type { JsonAnswer } from './ask.ts';
import { excerpt } from './excerpt.ts';
import { mapOf, textOf } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { KubeError } from './kube-error.ts';
import type { ApiReader } from './transport.ts';

/** What an API server answers if it has understood the question. */
export interface DueAnswer {
  readonly kind: string;
  /** Absent for what has no name. */
  readonly name?: string;
}

/**
 * The body of an answer of the kind that is due. Throws a {@link KubeError} (`protocol`, cause `wrong-kind`) for any other: something that is no API
 * server, or a cache before one, answers 200 to everything, and must not be believed that it holds or has written an object.
 */
export function dueBody({ body, status }: JsonAnswer, due: DueAnswer, { server }: ApiReader): JsonMap {
  const answered = { kind: textOf(body['kind']) ?? 'no kind', name: textOf(mapOf(body['metadata'])['name']) };
  if (answered.kind === due.kind && (due.name === undefined || answered.name === due.name)) return body;
  throw new KubeError(`${server} answers with ${wordsOf(answered)} where ${wordsOf(due)} is due`, {
    kind: 'protocol',
    cause: 'wrong-kind',
    server,
    status,
  });
}

function wordsOf({ kind, name = '' }: { readonly kind: string; readonly name?: string | undefined }): string {
  return excerpt(`${kind} ${name}`);
}
