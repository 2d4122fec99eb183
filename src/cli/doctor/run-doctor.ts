import { examine } from '../../doctor/examine.ts';
import type { Examination } from '../../doctor/examination.ts';
import { readKubernetesVersion } from '../../doctor/facts/kubernetes-version.ts';
import { namesOfWords } from '../../doctor/wanted-names.ts';
import type { DoctorReport, ReleaseSource, ReportedCluster } from '../../doctor/report.ts';
import type { Host } from '../host.ts';
import type { ExitCode } from '../exit-code.ts';
import { stepProgress } from '../step-progress.ts';
import { chooseChecks } from './choose-checks.ts';
import type { ChosenChecks } from './choose-checks.ts';
import { openExamination } from './examination.ts';
import type { ExaminationOptions } from './examination.ts';
import { exitCodeOf } from './exit-code.ts';
import type { DoctorFlags } from './flags.ts';
import { gatewayHostOf } from './gateway-host.ts';
import { gatewayRelease } from './gateway-release.ts';
import { lintFiles } from './lint-files.ts';
import { writeDoctorReport } from './write-report.ts';

/** Makes the checks, again until nothing fails where that was asked for, writes the report and answers the exit code. */
export async function runDoctor(flags: DoctorFlags, host: Host): Promise<ExitCode> {
  const checks = chooseChecks(flags);
  const gatewayHost = await gatewayHostOf(flags, host);
  const { release, from } = await gatewayRelease(flags, host.signal);
  const { linted, names: routed } = await lintFiles(flags, { release, env: (name) => gatewayHost.env[name], host });
  const names = [...namesOfWords(flags.names), ...routed];
  const options = { flags, release, linted, names, gatewayHost, host };
  const until = host.clock.now() + (flags.wait ?? 0);
  for (;;) {
    const report = await makeReport(options, { checks, from });
    const isBad = report.checks.some(({ outcome }) => outcome === 'fail');
    if (!isBad || host.clock.now() >= until) {
      await writeDoctorReport(report, { flags, host });
      return exitCodeOf(report, flags.failOn);
    }
    await host.clock.sleep(RETRY_MS, host.signal);
  }
}

/** Between two rounds of `--wait`. */
const RETRY_MS = 2000;

async function makeReport(
  options: ExaminationOptions,
  { checks, from }: { readonly checks: ChosenChecks; readonly from: ReleaseSource },
): Promise<DoctorReport> {
  const { flags, release, host } = options;
  const begun = host.clock.now();
  const { examination, close } = openExamination(options);
  const progress = stepProgress(flags, host);
  let answered = 0;
  try {
    const [results, clusters] = await Promise.all([
      examine({
        checks: checks.made,
        examination,
        onAnswered: ({ title }) => progress.onStep(`check ${++answered}`, title),
      }),
      reportedClusters(examination, { isAsked: checks.made.some(({ scope }) => scope === 'cluster') }),
    ]);
    return {
      gatewayVersion: release.version,
      gatewayVersionFrom: from,
      clusters,
      checks: results.filter(({ id }) => checks.shown.has(id)),
      milliseconds: host.clock.now() - begun,
    };
  } finally {
    progress.stop();
    await close();
  }
}

/** None where they cannot be found out, which is a check's own answer. Their releases are asked for beside the checks, where these ask, too. */
async function reportedClusters(
  examination: Examination,
  { isAsked }: { readonly isAsked: boolean },
): Promise<readonly ReportedCluster[]> {
  const clusters = await examination.clusters().catch(() => []);
  return Promise.all(
    clusters.map(async ({ settings, connection, once }) => ({
      name: settings.name,
      server: connection.server.origin,
      kubernetes: isAsked ? await once(readKubernetesVersion) : undefined,
    })),
  );
}
