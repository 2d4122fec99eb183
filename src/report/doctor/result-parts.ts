import type { CheckAbout } from '../../doctor/check.ts';
import type { CheckResult } from '../../doctor/report.ts';
import { mendText } from '../mend-lines.ts';

/** What there is to read of a result under its title: the cause, what proves it, the mend. At least one. */
export function resultParts({ title, cause, evidence, mend }: CheckResult): readonly string[] {
  const parts = [...(cause === undefined ? [] : [cause.message]), ...evidence, ...(mend === undefined ? [] : [mendText(mend)])];
  return parts.length === 0 ? [title] : parts;
}

/** What an answer says of itself that is not the question of its check: which name, which port. None or one. */
export function ownTitle({ id, title, cause }: CheckResult, checks: readonly CheckAbout[]): readonly string[] {
  const check = checks.find(({ name }) => name === id);
  return cause === undefined || check === undefined || check.title === title ? [] : [title];
}

/** The same in short, where there is room for one line: the cause, else what was asked and why nobody could say. */
export function resultSentence({ title, cause, evidence }: CheckResult): string {
  return cause?.message ?? [title, ...evidence].join('. ');
}
