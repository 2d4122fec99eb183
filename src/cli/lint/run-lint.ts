import { baselineOf } from '../../lint/baseline.ts';
import type { LintReport } from '../../lint/report.ts';
import type { Threshold } from '../../lint/threshold.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import type { LintFlags } from './flags.ts';
import { gatewayEnvironment } from './gateway-environment.ts';
import { lintRound } from './lint-round.ts';
import { readProject } from './project.ts';
import { readInputs } from './read-inputs.ts';
import { writeLintReport } from './write-report.ts';

/** Lints what the flags name, writes the report and answers the exit code. */
export async function runLint(flags: LintFlags, host: Host): Promise<ExitCode> {
  const project = await readProject(flags, host);
  const environment = await gatewayEnvironment(flags, host);
  const read = await readInputs(flags, { host, exclude: project.exclude });
  const report = await lintRound(read, { flags, project, environment, host });
  if (flags.writeBaseline !== undefined) await host.files.write(flags.writeBaseline, baselineOf(report));
  await writeLintReport(report, { flags, failOn: project.failOn, host });
  return exitCodeOf(report, project.failOn);
}

function exitCodeOf({ summary }: LintReport, threshold: Threshold): ExitCode {
  switch (threshold) {
    case 'never':
      return EXIT.good;
    case 'error':
      return summary.errors > 0 ? EXIT.bad : EXIT.good;
    case 'warning':
      return summary.errors + summary.warnings > 0 ? EXIT.bad : EXIT.good;
    default:
      return threshold satisfies never;
  }
}
