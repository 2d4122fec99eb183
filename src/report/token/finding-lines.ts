import type { TokenFinding } from '../../token/inspect.ts';
import { printable } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { headline, INDENT } from '../headline.ts';

const VERDICTS = { error: 'fail', warning: 'warning', info: 'skipped' } as const;

/** Findings about a token, each with the command under it that mends it; what mends several in a row stands under the last of them. */
export function tokenFindingLines(findings: readonly TokenFinding[], page: Page): string[] {
  return findings.flatMap(({ id, severity, message, mend }, at) => [
    ...headline({ verdict: VERDICTS[severity], text: message, id }, page),
    ...(mend === undefined || mend === findings[at + 1]?.mend ? [] : [mendLine(mend)]),
  ]);
}

/** A command that mends something. Not wrapped: it is to be pasted. */
export function mendLine(command: string): string {
  return `${' '.repeat(INDENT)}mend: ${printable(command)}`;
}
