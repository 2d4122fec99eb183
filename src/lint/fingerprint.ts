import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { DocumentReport, LintFinding } from './report.ts';

/** What is behind in a line does not count, in UTF-16 units: minified JSON is one line of megabytes. */
const LONGEST = 1000;

/**
 * What stays the same of a finding while lines move: its id, file and message, and the text of its line. 12 hexadecimal digits, made of
 * masked text alone, so that neither a secret nor its length can be told from it.
 */
export function fingerprintOf(
  { id, message, position }: Pick<LintFinding, 'id' | 'message' | 'position'>,
  { path, lines }: Pick<DocumentReport, 'path' | 'lines'>,
): string {
  const line = (lines(position.line) ?? '').slice(0, LONGEST).trim().replaceAll(/\*+/g, '*');
  const parts = [id, posix.normalize(path), withoutPlaces(message), line];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** Messages name other places: `line 12`, `config.yaml:6:13`. */
function withoutPlaces(message: string): string {
  return message
    .replaceAll(/\bline \d+/g, 'line')
    .replaceAll(/:\d+:\d+/g, '')
    .replaceAll(/\s+/g, ' ');
}
