import { UserError } from '../../findings/user-error.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { explainIds, isSubject } from '../rules/explain-ids.ts';
import { explainLines } from './explain-lines.ts';
import type { ExplainFlags } from './flags.ts';
import { sourceOf } from './source.ts';
import type { Source } from './source.ts';

/**
 * Says what ids mean, or what the lines of logs, of stdin or of the command line mean. Without a word it reads stdin. Throws a
 * {@link UserError} for ids beside lines, and for what is neither.
 */
export async function runExplain(flags: ExplainFlags, host: Host): Promise<ExitCode> {
  const { words, follow, output } = flags;
  if (words.length === 0 && host.stdinIsTerminal) {
    throw new UserError('nothing to explain', { hint: 'name a log or an id, put a line in quotes, or pipe something in' });
  }
  if (words.length > 0 && words.every(isSubject)) {
    if (follow === true || output !== 'text')
      throw new UserError('--follow and -o are for lines of logs, not for ids', {
        hint: 'for ids as JSON: k8s-disco rules -o json',
      });
    return explainIds(words, host);
  }
  const id = words.find(isSubject);
  if (id !== undefined)
    throw new UserError(`${id} is an id, and other words are not`, { hint: 'explain ids and lines one after the other' });
  const sources = await Promise.all((words.length === 0 ? ['-'] : words).map((word) => sourceOf(word, host)));
  if (sources.filter(({ kind }) => kind === 'stdin').length > 1) throw new UserError('standard input can be read once only');
  if (follow === true && (sources.length > 1 || !sources.every(grows)))
    throw new UserError('--follow goes with one file that grows, or with -');
  return explainLines(sources, flags, host);
}

function grows(source: Source): boolean {
  return source.kind === 'stdin' || (source.kind === 'file' && !source.path.endsWith('.gz'));
}
