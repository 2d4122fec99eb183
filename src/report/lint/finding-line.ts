import type { LintFinding, LintReport } from '../../lint/report.ts';
import { concernedReleases } from './release-ranges.ts';

/** What there is to read of a finding, a sentence or more each: what is wrong, with which releases where not with all, and the mend. */
export function findingParts(finding: LintFinding, { releases }: Pick<LintReport, 'releases'>): readonly string[] {
  const concerned = concernedReleases(finding, { releases, dash: '–' });
  const { message, hint } = finding;
  return [message, ...(concerned === undefined ? [] : [`Only with ${concerned}`]), ...(hint === undefined ? [] : [hint])];
}

/** The same in one line. The last sentence, which may be something to copy, gets no full stop. */
export function findingLine(finding: LintFinding, report: Pick<LintReport, 'releases'>): string {
  return findingParts(finding, report).reduce((line, part) => `${line}${/[.!?]$/.test(line) ? '' : '.'} ${part}`);
}
