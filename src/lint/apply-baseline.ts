import type { Release } from '../apisix/release.ts';
import { bareDocument } from './bare-document.ts';
import { entryKey } from './baseline.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';
import type { BaselinePath } from './baseline-paths.ts';
import type { LintDocument } from './document.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isReadable } from './is-readable.ts';
import type { LintedDocuments } from './lint.ts';
import { maskedLines } from './masking.ts';
import type { LintFinding } from './report.ts';
import { staleBaselineEntry } from './rules/stale-baseline-entry.ts';

export interface BaselineRun {
  readonly baseline: Baseline;
  readonly pathOf: BaselinePath;
  /** Those asked for, oldest first: whether an entry is stale is judged by them. */
  readonly releases: readonly Release[];
  /** Ids that this run could not report; their entries are never stale. */
  readonly silent: ReadonlySet<string>;
}

/**
 * Hides the findings that the baseline lists, each entry as many as it counts. Entries of files in this run that hide less than they
 * count are L02, at their place in the baseline, which joins the documents for it. Nothing is stale in a file that could not be read.
 * `suppressed` is the document of each finding that is hidden.
 */
export function applyBaseline(
  linted: LintedDocuments,
  { baseline, pathOf, releases, silent }: BaselineRun,
): { readonly findings: LintedDocuments; readonly suppressed: readonly LintDocument[] } {
  const left = new Map<string, number>();
  for (const entry of baseline.entries) left.set(entryKey(entry), (left.get(entryKey(entry)) ?? 0) + entry.count);
  const findings = new Map<LintDocument, readonly LintFinding[]>();
  const judged = new Map<string, boolean>();
  const suppressed: LintDocument[] = [];
  for (const [document, all] of linted) {
    const path = pathOf(document.file.path);
    const lines = maskedLines(document.file);
    const kept = all.filter((finding) => {
      const key = entryKey({ path, id: finding.id, fingerprint: fingerprintOf(finding, { path, lines }) });
      const known = left.get(key) ?? 0;
      if (known === 0) return true;
      left.set(key, known - 1);
      suppressed.push(document);
      return false;
    });
    findings.set(document, kept);
    judged.set(path, (judged.get(path) ?? true) && isReadable(all));
  }
  const stale = baseline.entries.filter((entry) => judged.get(entry.path) === true && !silent.has(entry.id));
  const complaints = stale.flatMap((entry) => complaintOf(entry, { left: left.get(entryKey(entry)) ?? 0, releases }));
  if (complaints.length > 0) findings.set(bareDocument(baseline.file, 'baseline of the linter'), complaints);
  return { findings, suppressed };
}

function complaintOf(
  { id, path, message, count, position, end }: BaselineEntry,
  { left, releases }: { readonly left: number; readonly releases: readonly Release[] },
): readonly LintFinding[] {
  if (left === 0) return [];
  const found =
    left < count
      ? `Only ${count - left} of these ${count} findings are left`
      : `${count === 1 ? 'This finding is' : `These ${count} findings are`} gone`;
  return [
    {
      id: staleBaselineEntry.id,
      rule: staleBaselineEntry.name,
      severity: staleBaselineEntry.severity,
      message: `${found}: ${path} ${id} ${message}`,
      hint: 'Write the baseline again with --write-baseline',
      position,
      end,
      releases: releases.map(({ version }) => version),
    },
  ];
}
