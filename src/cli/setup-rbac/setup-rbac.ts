import { addressMismatch } from '../../provision/gateway-config/clusters-of.ts';
import type { ClusterSetup, Emitted, SetupReport } from '../../provision/report.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { introduce } from '../introduce.ts';
import { checkForClusters } from './check-flags.ts';
import { configText } from './config-text.ts';
import type { ConfigText, SetUpTarget } from './config-text.ts';
import { findDestinations } from './destinations.ts';
import type { Destinations } from './destinations.ts';
import { emit, notEmitted } from './emit.ts';
import type { EmissionOutcome } from './emit.ts';
import { exitCodeOfSetup } from './exit-code.ts';
import type { SetupFlags } from './flags.ts';
import { setUpClusters } from './set-up-clusters.ts';
import { showManifests } from './show-manifests.ts';
import { findTargets } from './targets.ts';
import type { Target } from './targets.ts';
import { writeAnswer } from './write-answer.ts';

/** Sets up every cluster that the flags name, gives the gateway its config, and reports. */
export async function setupRbac(flags: SetupFlags, host: Host): Promise<ExitCode> {
  if (flags.dryRun === 'client') return showManifests(flags, host);
  const targets = await findTargets(flags, host);
  checkForClusters(flags, targets.length);
  const destinations = await findDestinations(flags, host);
  introduce(
    targets.map(({ connection }) => connection),
    flags,
    host,
  );
  const configOf = (clusters: readonly SetUpTarget[]): ConfigText | undefined =>
    destinations.config === undefined ? undefined : configText(clusters, { destinations, flags, host });
  // The config is made before anything is written, too: where the file cannot take it, or the gateway not work with it, the clusters stay
  // as they are.
  const clusters = await setUpClusters(targets, { flags, host, mayWrite: (planned) => canWork(configOf(planned)) });

  const config = configOf(clusters);
  const { emitted, failure } = await giveToGateway({ clusters, destinations, config }, flags, host);
  const report = reportOf(clusters, emitted, flags);
  writeAnswer({ report, clusters, config }, flags, host);
  if (failure !== undefined) throw failure;
  return exitCodeOfSetup(report, { diff: flags.diff === true });
}

interface Gift {
  readonly clusters: readonly SetUpTarget[];
  readonly destinations: Destinations;
  readonly config: ConfigText | undefined;
}

function canWork(config: ConfigText | undefined): boolean {
  return config === undefined || config.findings.every(({ severity }) => severity !== 'error');
}

/**
 * Writes the files, if every cluster is set up and the gateway can work with them. A failure comes beside what to report, as the clusters are
 * to be told of all the same.
 */
async function giveToGateway(
  { clusters, destinations, config }: Gift,
  { dryRun }: SetupFlags,
  host: Host,
): Promise<EmissionOutcome> {
  const findings = config?.findings ?? [];
  if (dryRun === 'server' || !canWork(config)) return { emitted: notEmitted(destinations, findings) };
  if (!clusters.every(isSetUp)) return { emitted: notEmitted(destinations, []) };
  return emit({ destinations, config, token: clusters[0]?.token }, host);
}

function reportOf(
  clusters: readonly SetUpTarget[],
  emitted: Emitted,
  { dryRun, emitConfig, emitTokenFile, gatewayServer }: SetupFlags,
): SetupReport {
  return {
    dryRun: dryRun === 'server',
    clusters: clusters.map(({ target, report }) => (gatewayServer === undefined ? withMismatch(report, target) : report)),
    ...((emitConfig ?? emitTokenFile) === undefined ? {} : { emitted }),
  };
}

/** The gateway's config keeps the address that it has, which may be another. */
function withMismatch(report: ClusterSetup, { configured, connection }: Target): ClusterSetup {
  const mismatch = configured === undefined ? undefined : addressMismatch(configured, connection);
  return mismatch === undefined ? report : { ...report, findings: [...report.findings, mismatch] };
}

/** Whether the account is there, and nothing that was tried with its token failed. */
function isSetUp({ report: { error, proof } }: SetUpTarget): boolean {
  return error === undefined && proof.length > 0 && proof.every(({ outcome }) => outcome !== 'fail');
}
