import type { LintReport } from '../lint/report.ts';

/** What lint says of the files that a run was given. */
export interface LintedFiles {
  readonly report: LintReport;
  /** `--config`, as named; undefined where it was not given. */
  readonly config: string | undefined;
  /** `--routes`, as named. */
  readonly routes: readonly string[];
}
