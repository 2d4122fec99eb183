import type { Outcome } from '../../doctor/answer.ts';
import type { CheckResult } from '../../doctor/report.ts';
import { printable, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { headline, INDENT } from '../headline.ts';
import type { Headline } from '../headline.ts';
import { mendLines } from '../mend-lines.ts';
import { placedText } from '../placed-text.ts';
import { anchorOf } from './anchor.ts';

/** How a line of each outcome begins. */
export const VERDICTS = {
  pass: 'pass',
  warn: 'warning',
  fail: 'fail',
  skip: 'skipped',
  unknown: 'unknown',
} as const satisfies Record<Outcome, Headline['verdict']>;

/**
 * One answer: its title with the id at the right margin; underneath the cause, what proves it, and the mend. Of what is well only the title,
 * unless `verbose`, which adds where to read more of what is not.
 */
export function answerLines(
  result: CheckResult,
  { page, verbose }: { readonly page: Page; readonly verbose: boolean },
): string[] {
  const { outcome, title, cause, evidence, mend, place } = result;
  const below = cause === undefined ? [] : [placedText(cause.message, place)];
  const shown = outcome === 'pass' && !verbose ? [] : evidence;
  const more = verbose && outcome !== 'pass' && outcome !== 'skip' ? [anchorOf(result)] : [];
  return [
    ...headline({ verdict: VERDICTS[outcome], text: title, id: cause?.id, below }, page),
    ...[...shown, ...more].flatMap((sentence) => wrap(printable(sentence), INDENT, page)).map(page.style.dim),
    ...(mend === undefined ? [] : mendLines(mend, INDENT, page)),
  ];
}
