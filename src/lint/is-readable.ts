import type { LintFinding } from './report.ts';

const UNREADABLE: ReadonlySet<string> = new Set(['C34', 'L03', 'L04']);

/** Whether rules could look at all of what these findings are about; where not, that something is not found says nothing. */
export function isReadable(findings: readonly LintFinding[]): boolean {
  return !findings.some(({ id }) => UNREADABLE.has(id));
}
