import { apiServerAnswers } from '../../doctor/checks/connection/api-server-answers.ts';
import { examine } from '../../doctor/examine.ts';
import type { ExaminedCluster } from '../../doctor/examined-cluster.ts';
import { readKubernetesVersion } from '../../doctor/facts/kubernetes-version.ts';
import { maskReport } from '../../doctor/mask-report.ts';
import type { CheckResult, ReleaseSource, ReportedCluster, DoctorReport } from '../../doctor/report.ts';
import { introduce } from '../introduce.ts';
import { AdminContextError } from '../token/admin-context.ts';
import { checkProgress } from './check-progress.ts';
import type { ChosenChecks } from './choose-checks.ts';
import { openExamination } from './examination.ts';
import type { ExaminationOptions } from './examination.ts';

/** Which round of a run it is. */
export interface RoundOptions {
  readonly checks: ChosenChecks;
  /** Where the release came from. */
  readonly from: ReleaseSource;
  /** Of several it is the one that says on stderr who is asked, and how far it has come. */
  readonly isFirst: boolean;
}

/** What one round of checks came to. */
export interface Round {
  /** Holds no secret. */
  readonly report: DoctorReport;
  /** The tokens that were used. */
  readonly secrets: readonly string[];
}

/**
 * Makes every check once; what clusters and the gateway say is read anew, the files are not. An abort ends it early, with what there is.
 * Throws a UserError for an `--admin-context` that leads nowhere.
 */
export async function makeReport(options: ExaminationOptions, { checks, from, isFirst }: RoundOptions): Promise<Round> {
  const { flags, release, host } = options;
  const begun = host.clock.now();
  const { examination, close } = openExamination(options);
  const clusters = await examination.clusters().catch((error: unknown) => {
    if (error instanceof AdminContextError) throw error;
    // Why else they cannot be found out is a check's own answer.
    return [];
  });
  const progress = checkProgress(isFirst ? checks.made : [], { clusters: clusters.length, host });
  try {
    if (isFirst) {
      const connections = clusters.map(({ connection }) => connection);
      introduce(connections, flags, host);
    }
    const results = await examine({ checks: checks.made, examination, onAnswered: progress.onAnswered });
    const reported = await Promise.all(clusters.map((cluster) => reportedCluster(cluster, results)));
    const report = {
      gatewayVersion: release.version,
      gatewayVersionFrom: from,
      clusters: reported,
      // Of what was made for the sake of others, a failure is why those were skipped.
      checks: results.filter(({ id, outcome }) => checks.shown.has(id) || outcome === 'fail'),
      milliseconds: host.clock.now() - begun,
    };
    const secrets = clusters.flatMap(({ token }) => (token === undefined ? [] : [token.text]));
    return { report: maskReport(report, secrets), secrets };
  } finally {
    progress.stop();
    await close();
  }
}

/** Of an API server that answers its release is known already; of another nobody waits for it. */
async function reportedCluster(
  { settings: { name }, connection, once, signal }: ExaminedCluster,
  results: readonly CheckResult[],
): Promise<ReportedCluster> {
  const unlessAborted = (error: unknown): undefined => {
    if (!signal.aborted) throw error;
  };
  const answers = results.some(
    ({ id, cluster, outcome }) => id === apiServerAnswers.name && cluster === name && outcome === 'pass',
  );
  const kubernetes = answers ? await once(readKubernetesVersion).catch(unlessAborted) : undefined;
  return { name, server: connection.server.origin, kubernetes };
}
