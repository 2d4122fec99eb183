import type { FilesRead } from '../../lint/input/read-files.ts';
import type { LintReport } from '../../lint/report.ts';
import { isAtThreshold } from '../../lint/threshold.ts';
import type { Threshold } from '../../lint/threshold.ts';
import { printable } from '../../terminal/page.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { fixesAsDiff, writeFixes } from './apply-fixes.ts';
import type { LintFlags } from './flags.ts';
import { gatewayEnvironment } from './gateway-environment.ts';
import { withProgress } from './lint-progress.ts';
import { lintRound } from './lint-round.ts';
import { readProject } from './project.ts';
import { readInputs } from './read-inputs.ts';
import { writeBaseline } from './write-baseline.ts';
import { writeLintReport } from './write-report.ts';

/** Lints what the flags name, mends it where that was asked for, writes the report (or the diff) and answers the exit code. */
export async function runLint(flags: LintFlags, host: Host): Promise<ExitCode> {
  const project = await readProject(flags, host);
  if (flags.verbose === true && project.settingsFile !== undefined)
    host.stderr.stream.write(`settings of the linter: ${printable(project.settingsFile)}\n`);
  const environment = await gatewayEnvironment(flags, host);
  const read = await readInputs(flags, { ...project, host });
  const round = { flags, project, environment, host };
  const lint = (files: FilesRead['files']): Promise<LintReport> =>
    withProgress(files, { host, work: () => lintRound({ ...read, files }, round) });
  if (flags.fixDryRun === true) {
    host.stdout.stream.write(await fixesAsDiff(read, lint));
    return exitCodeOf(read, { report: await lint(read.files), threshold: project.failOn });
  }
  const { files } = flags.fix === true ? await writeFixes(read, { lint, host }) : read;
  const report = await lint(files);
  await writeLintReport(report, { flags, failOn: project.failOn, host });
  if (flags.writeBaseline !== undefined) await writeBaseline(flags.writeBaseline, { report, host });
  // What is listed in a new baseline is known from now on.
  return exitCodeOf(read, { report, threshold: flags.writeBaseline === undefined ? project.failOn : 'never' });
}

function exitCodeOf(
  { problems }: FilesRead,
  { report: { files }, threshold }: { readonly report: LintReport; readonly threshold: Threshold },
): ExitCode {
  if (problems.some(({ isUnreadable }) => isUnreadable)) return EXIT.usage;
  const isBad = files.some(({ findings }) => findings.some(({ severity }) => isAtThreshold(severity, threshold)));
  return isBad ? EXIT.bad : EXIT.good;
}
