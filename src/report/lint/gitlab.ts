import { posix } from 'node:path';
import { jsonText } from '../json-text.ts';
import { findingLine } from './finding-line.ts';
import { fingerprintsOf } from './fingerprints.ts';
import type { LintFormat } from './format.ts';

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const;

/** A code quality report of GitLab. It shows those whose path is relative to the repository, without `./`. */
export const lintGitlab: LintFormat = (report) => {
  const fingerprints = fingerprintsOf(report);
  const issues = report.files.flatMap(({ path, findings }) =>
    findings.map((finding) => ({
      description: findingLine(finding, report),
      check_name: finding.id,
      fingerprint: fingerprints.get(finding),
      severity: SEVERITIES[finding.severity],
      location: { path: posix.normalize(path), lines: { begin: finding.position.line } },
    })),
  );
  return jsonText(issues);
};
