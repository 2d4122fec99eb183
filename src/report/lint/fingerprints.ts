import { createHash } from 'node:crypto';
import type { LintFinding, LintReport } from '../../lint/report.ts';

/** What is behind in a line does not count, in UTF-16 units: minified JSON is one line of megabytes. */
const LONGEST = 1000;

/**
 * A name for each finding that stays the same when lines move and messages are reworded: a hash, in hex, of the path, the id and the
 * text of the line; where several are alike, their number comes behind a colon. No two findings of a report have the same.
 */
export function fingerprintsOf({ files }: LintReport): ReadonlyMap<LintFinding, string> {
  const counts = new Map<string, number>();
  const fingerprints = new Map<LintFinding, string>();
  for (const { path, findings, lines } of files) {
    for (const finding of findings) {
      const text = lines(finding.position.line)?.slice(0, LONGEST).trim() ?? '';
      const hash = createHash('sha256')
        .update(JSON.stringify([path, finding.id, text]))
        .digest('hex');
      const count = (counts.get(hash) ?? 0) + 1;
      counts.set(hash, count);
      fingerprints.set(finding, `${hash}:${count}`);
    }
  }
  return fingerprints;
}
