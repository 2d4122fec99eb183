import type { DocumentReport, LintFinding, LintReport } from '../../lint/report.ts';

/** A finding and the document it is about. */
export interface PlacedFinding {
  readonly document: DocumentReport;
  readonly finding: LintFinding;
}

const ORDER = ['error', 'warning', 'info'] as const;

/** All findings: errors, then warnings, then those that only inform; each in the report's order. */
export function worstFirst({ files }: LintReport): readonly PlacedFinding[] {
  const all = files.flatMap((document) => document.findings.map((finding) => ({ document, finding })));
  return ORDER.flatMap((severity) => all.filter(({ finding }) => finding.severity === severity));
}
