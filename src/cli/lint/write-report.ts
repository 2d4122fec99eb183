import packageJson from '../../../package.json' with { type: 'json' };
import type { LintReport } from '../../lint/report.ts';
import type { Threshold } from '../../lint/threshold.ts';
import { RULES } from '../../lint/rules/index.ts';
import { filesOf, hasNothing, nothingText } from '../../report/lint/by-file.ts';
import { FORMATS_OF_FINDINGS, LINT_FORMATS } from '../../report/lint/formats.ts';
import { githubSummary } from '../../report/lint/github-summary.ts';
import { printable } from '../../terminal/page.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import { addToStepSummary } from '../step-summary.ts';
import type { LintFlags } from './flags.ts';

/**
 * Writes the report to stdout in the format asked for; `github` adds it to the summary of the step, too, where GitHub gives a file for it.
 * Files with nothing to lint are told on stderr where the format says nothing of them. Throws a UserError where the summary cannot be
 * written.
 */
export async function writeLintReport(
  report: LintReport,
  { flags: { output, verbose }, failOn, host }: { readonly flags: LintFlags; readonly failOn: Threshold; readonly host: Host },
): Promise<void> {
  const page = pageOf(host, host.stdout);
  const options = { page, version: packageJson.version, verbose: verbose === true, failOn, rules: RULES };
  host.stdout.stream.write(LINT_FORMATS[output](report, options));
  if (FORMATS_OF_FINDINGS.has(output)) {
    for (const { path, documents } of filesOf(report).filter(hasNothing))
      host.stderr.stream.write(`${printable(`${path}: ${nothingText(documents)}`)}\n`);
  }
  if (output === 'github') await addToStepSummary(githubSummary(report), host);
}
