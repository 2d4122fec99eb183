import type { LintedFiles } from '../../src/doctor/linted-files.ts';

const NOTHING = { files: 1, nothing: 0, errors: 0, warnings: 0, infos: 0, fixable: 0, suppressed: 0 } as const;

/** What lint says of a `--config` in which it finds nothing. */
export function lintedConfig(path: string): LintedFiles {
  return { report: { releases: ['3.18.0'], files: [], summary: NOTHING }, config: path, routes: [] };
}
