import { NEWEST_RELEASE } from '../apisix/release.ts';
import { shellWord } from '../findings/shell-word.ts';
import { RULES } from '../lint/rules/index.ts';
import { answerOf } from './answer.ts';
import type { Answer } from './answer.ts';
import type { FoundInFile } from './facts/linted-config.ts';

/** A finding of lint as an answer: its line as evidence, and the command that mends it, or else what to write. */
function foundAnswer(found: FoundInFile): Answer {
  const { finding, path, line } = found;
  const { id, severity, message, position } = finding;
  const evidence = line === undefined || line.trim() === '' ? [] : [`Line ${position.line} is: ${line.trim()}`];
  return answerOf({ id, severity, message }, { evidence, mend: mendOf(found), place: { path, ...position } });
}

/** What lint says of files that is worth an answer, and what is evidence of a yes at most. */
export function answersOf(found: readonly FoundInFile[]): readonly Answer[] {
  return found.filter(({ finding }) => finding.severity !== 'info').map(foundAnswer);
}

function mendOf({ finding: { id, hint, fix, releases }, path }: FoundInFile): string | undefined {
  if (fix === undefined) return hint ?? RULES.find((rule) => rule.id === id)?.mend;
  const version = releases.filter((release) => release !== NEWEST_RELEASE).flatMap((release) => ['--gateway-version', release]);
  return ['k8s-disco lint', shellWord(path), '--fix', ...version].join(' ');
}
