import { NEWEST_RELEASE, releaseOf } from '../../apisix/release.ts';
import { judgeAll } from '../../lint/judgements.ts';
import type { LintDocument } from '../../lint/document.ts';
import { documentsOf } from '../../lint/input/documents-of.ts';
import { lint } from '../../lint/lint.ts';
import { makeReport } from '../../lint/make-report.ts';
import type { LintReport } from '../../lint/report.ts';
import { RULES } from '../../lint/rules/index.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import type { LintFlags, Threshold } from './flags.ts';
import { gatewayEnvironment } from './gateway-environment.ts';
import { readManifestAnswers } from './manifests.ts';
import { readNamedFiles } from './named-files.ts';
import { readInputs } from './read-inputs.ts';
import { writeLintReport } from './write-report.ts';

/** Lints what the flags name, writes the report and answers the exit code. */
export async function runLint(flags: LintFlags, host: Host): Promise<ExitCode> {
  const releases = flags.gatewayVersion ?? [releaseOf(NEWEST_RELEASE)];
  const { env, isGatewayEnv } = await gatewayEnvironment(flags, host);
  const read = await readInputs(flags, { host, exclude: () => false });
  const documents: readonly LintDocument[] = read.files.flatMap(documentsOf);
  const judgements = judgeAll(documents, { releases, env });
  const namedFile = flags.checkFiles === true ? await readNamedFiles(judgements, { files: host.files, env }) : undefined;
  const manifests = flags.file.length > 0 ? await readManifestAnswers(flags.file, { judgements, host }) : undefined;
  const facts = { isGatewayEnv, namedFile, manifests, now: host.clock.now() };
  const findings = lint({ documents, judgements, rules: RULES, env, facts });
  const report = makeReport({ documents, judgements, findings, suppressed: 0 });
  const failOn = flags.failOn ?? 'error';
  await writeLintReport(report, { flags, failOn, host });
  return exitCodeOf(report, failOn);
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
