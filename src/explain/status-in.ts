import { codeOf, readStatus } from './status-text.ts';
import type { StatusSymptom } from './symptom.ts';

/** What kubectl says of an answer: the words, and the code where the words do not name the reason. */
const SENTENCES: readonly (readonly [words: RegExp, code: number])[] = [
  [/You must be logged in to the server|the server has asked for the client to provide credentials/, 401],
  [/^\w[\w.]*\s?(?:"[^"]*" )?is forbidden: User "[^"]*" cannot /, 403],
  [/^The [A-Z]\w+ "[^"]*" is invalid:/, 422],
  [/^Client sent an HTTP request to an HTTPS server/, 400],
];

/** An answer of an API server in an entry: a Status object in JSON, or the words of kubectl; undefined for another text. */
export function statusIn(text: string): StatusSymptom | undefined {
  if (/^(?:.*(?:Response Body: |body=))?\s*"?\{/.test(text))
    return ofObject(text.includes('\\"kind') ? text.replaceAll('\\"', '"') : text);
  const [, reason, said] = /^Error from server(?: \((\w+)\))?: (?:error when \w+ "[^"]*": )?([^]*)/.exec(text) ?? [];
  if (said !== undefined) return { kind: 'status', code: codeOf(reason ?? '') ?? codeOfWords(said), message: said.trim() };
  const message = text.replace(/^error: /, '').trim();
  const sentence = SENTENCES.find(([words]) => words.test(message));
  return sentence === undefined ? undefined : { kind: 'status', code: sentence[1], message };
}

/** Lists and answers of success have a kind Status in them, too. */
function ofObject(text: string): StatusSymptom | undefined {
  const { code = 0, message = '' } = readStatus(text) ?? {};
  return code < 400 ? undefined : { kind: 'status', code, message };
}

/** kubectl names no reason for what a balancer said. */
function codeOfWords(message: string): number | undefined {
  if (/HTTP request to an HTTPS server/.test(message)) return 400;
  return /etcdserver|unable to handle the request/.test(message) ? 503 : undefined;
}
