import type { Release } from '../../apisix/release.ts';
import { openControlApi } from '../../doctor/control-api/control-api.ts';
import { runningNames } from '../../doctor/control-api/running-names.ts';
import type { Examination, WantedName } from '../../doctor/examination.ts';
import type { ExaminedCluster } from '../../doctor/examined-cluster.ts';
import type { LintedFiles } from '../../doctor/linted-files.ts';
import { Memory } from '../../doctor/memory.ts';
import { readGatewayConfig } from '../gateway-config.ts';
import type { GatewayDiscovery } from '../gateway-config.ts';
import type { Host } from '../host.ts';
import { findClusters } from './find-clusters.ts';
import type { DoctorFlags } from './flags.ts';

/** What an examination is opened for. */
export interface ExaminationOptions {
  readonly flags: DoctorFlags;
  readonly release: Release;
  readonly linted: LintedFiles | undefined;
  readonly names: readonly WantedName[];
  /** With the gateway's environment in place of this machine's, where that was given. */
  readonly gatewayHost: Host;
  readonly host: Host;
}

/** An examination with no fact read yet; what it opens, `close` closes. */
export interface OpenExamination {
  readonly examination: Examination;
  readonly close: () => Promise<void>;
}

/** What the checks look at. Reads nothing by itself. */
export function openExamination(options: ExaminationOptions): OpenExamination {
  const { flags, release, linted, names, gatewayHost, host } = options;
  const preferences = { measureIdleMs: flags.measureIdle, dial: flags.dial };
  const controlApi = flags.controlApi && openControlApi(flags.controlApi, host.signal);
  const gateway = once<GatewayDiscovery>(() => readGatewayConfig({ ...flags, gatewayVersion: release }, gatewayHost));
  const clusters = once<readonly ExaminedCluster[]>(async () =>
    findClusters({ flags, gateway: await gateway(), release, controlApi, preferences, gatewayHost, host }),
  );
  const examination: Examination = {
    release,
    env: gatewayHost.env,
    readFile: host.readFile,
    linted: () => Promise.resolve(linted),
    discovery: async () => (await gateway()).discovery,
    clusters,
    // Whether the gateway has one cluster or several, and so what its names mean, only its config says.
    names: async () => [
      ...names,
      ...(controlApi === undefined || flags.config === undefined ? [] : await runningNames(controlApi)),
    ],
    controlApi,
    preferences,
    clock: host.clock,
    signal: host.signal,
    once: (read) => memory.once(read),
  };
  const memory = new Memory(examination);
  return { examination, close: () => closeClusters(clusters) };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= read());
}

async function closeClusters(clusters: () => Promise<readonly ExaminedCluster[]>): Promise<void> {
  const found = await clusters().catch(() => []);
  for (const { transport, admin } of found) {
    transport.close();
    admin?.transport.close();
  }
}
