import packageJson from '../../../package.json' with { type: 'json' };
import type { LintReport } from '../../lint/report.ts';
import { LINT_FORMATS } from '../../report/lint/formats.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { LintFlags } from './flags.ts';

/** Writes the report to stdout in the format asked for. */
export async function writeLintReport(report: LintReport, { output, verbose }: LintFlags, host: Host): Promise<void> {
  const page = pageOf(host, host.stdout);
  const text = LINT_FORMATS[output](report, { page, version: packageJson.version, verbose: verbose === true });
  host.stdout.stream.write(text);
}
