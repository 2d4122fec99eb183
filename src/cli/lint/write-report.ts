import packageJson from '../../../package.json' with { type: 'json' };
import type { LintReport } from '../../lint/report.ts';
import { RULES } from '../../lint/rules/index.ts';
import { LINT_FORMATS } from '../../report/lint/formats.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { LintFlags, Threshold } from './flags.ts';

/** Writes the report to stdout in the format asked for. */
export function writeLintReport(
  report: LintReport,
  { flags: { output, verbose }, failOn, host }: { readonly flags: LintFlags; readonly failOn: Threshold; readonly host: Host },
): void {
  const page = pageOf(host, host.stdout);
  const options = { page, version: packageJson.version, verbose: verbose === true, failOn, rules: RULES };
  host.stdout.stream.write(LINT_FORMATS[output](report, options));
}
