import { fingerprintOf } from '../../lint/fingerprint.ts';
import type { LintFinding, LintReport } from '../../lint/report.ts';

/**
 * The fingerprint of each finding, as a baseline has it, and behind a colon the number among those that are alike: no two findings of a
 * report have the same.
 */
export function fingerprintsOf({ files }: LintReport): ReadonlyMap<LintFinding, string> {
  const counts = new Map<string, number>();
  const fingerprints = new Map<LintFinding, string>();
  for (const document of files) {
    for (const finding of document.findings) {
      const fingerprint = fingerprintOf(finding, document);
      const count = (counts.get(fingerprint) ?? 0) + 1;
      counts.set(fingerprint, count);
      fingerprints.set(finding, `${fingerprint}:${count}`);
    }
  }
  return fingerprints;
}
