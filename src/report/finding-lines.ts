import type { Finding, Severity } from '../findings/finding.ts';
import { printable, wrap } from '../terminal/page.ts';
import type { Page } from '../terminal/page.ts';
import { headline, INDENT } from './headline.ts';
import type { Headline } from './headline.ts';

const VERDICTS = { error: 'fail', warning: 'warning', info: 'note' } as const satisfies Record<Severity, Headline['verdict']>;

/** Findings, each with the command under it that mends it; what mends several in a row stands under the last of them. */
export function findingLines(findings: readonly Finding[], page: Page): string[] {
  return findings.flatMap((finding, at) => {
    const { mend, ...rest } = finding;
    return provenFinding(mend === findings[at + 1]?.mend ? rest : finding, { page, evidence: [] });
  });
}

/** One finding: what proves it, a sentence each, and under that what mends it. */
export function provenFinding(
  { id, severity, message, mend }: Finding,
  { page, evidence }: { readonly page: Page; readonly evidence: readonly string[] },
): string[] {
  return [
    ...headline({ verdict: VERDICTS[severity], text: message, id }, page),
    ...evidence.flatMap((sentence) => wrap(printable(sentence), INDENT, page)).map(page.style.dim),
    ...(mend === undefined ? [] : [mendLine(mend)]),
  ];
}

/** A command that mends something. Not wrapped: it is to be pasted. */
export function mendLine(command: string): string {
  return `${' '.repeat(INDENT)}mend: ${printable(command)}`;
}

/** Those that a person should act on; the others, too, where everything is wanted. */
export function toldFindings(findings: readonly Finding[], { verbose }: { readonly verbose: boolean }): readonly Finding[] {
  return verbose ? findings : findings.filter(({ severity }) => severity !== 'info');
}
