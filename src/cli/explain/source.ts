import { closest } from '../../findings/closest.ts';
import { UserError } from '../../findings/user-error.ts';
import { isAbsent, readingFailure } from '../../kube/surroundings.ts';
import type { Host } from '../host.ts';
import { SUBJECT_NAMES } from '../rules/explain-ids.ts';

/** Where lines come from. */
export type Source =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string };

/**
 * What a word of the command line is that is no id: `-`, the name of a file, or a line itself, which has a blank or a colon. Throws a
 * {@link UserError} for what is none of them.
 */
export async function sourceOf(word: string, { files }: Pick<Host, 'files'>): Promise<Source> {
  if (word === '-') return { kind: 'stdin' };
  if (word.trim() === '') throw noSource(word);
  const found = await files.stat(word).catch((error: unknown) => {
    // A line may be too long for a name, or have characters that no name has.
    if (isLine(word) || isAbsent(error)) return undefined;
    throw new UserError(`cannot read the log: ${readingFailure(error)}`, { place: { path: word }, cause: error });
  });
  if (found?.kind === 'directory') {
    throw new UserError('it is a directory, not a log', { place: { path: word }, hint: 'name the files in it' });
  }
  if (found !== undefined) return { kind: 'file', path: word };
  if (isLine(word)) return { kind: 'text', text: word };
  throw noSource(word);
}

function isLine(word: string): boolean {
  return /[\s:]/.test(word);
}

function noSource(word: string): UserError {
  // What has a dot or a slash was to be a file.
  const meant = /[./]/.test(word) ? undefined : closest(word, SUBJECT_NAMES);
  const guess = meant === undefined ? '' : `Did you mean ${meant}? Else `;
  return new UserError(`${JSON.stringify(word)} is no file, no id and no line of a log`, {
    hint: `${guess}name a log, - for stdin, an id such as C01, a rule of k8s-disco rules or a check of docs/checks.md, or put the line itself in quotes`,
  });
}
