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
export async function sourceOf(word: string, host: Pick<Host, 'files'>): Promise<Source> {
  if (word === '-') return { kind: 'stdin' };
  const isLine = /[\s:]/.test(word);
  try {
    const { kind } = await host.files.stat(word);
    if (kind !== 'directory') return { kind: 'file', path: word };
    throw new UserError('it is a directory, not a log', { place: { path: word }, hint: 'name the files in it' });
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (isLine && word.trim() !== '') return { kind: 'text', text: word };
    if (!isAbsent(error))
      throw new UserError(`cannot read the log: ${readingFailure(error)}`, { place: { path: word }, cause: error });
    const meant = closest(word, SUBJECT_NAMES);
    throw new UserError(`${JSON.stringify(word)} is no file, no id and no line of a log`, {
      hint:
        meant === undefined
          ? 'name a log, - for stdin, an id such as C01, or put the line itself in quotes'
          : `Did you mean ${meant}? See k8s-disco rules`,
    });
  }
}
