import packageJson from '../../../package.json' with { type: 'json' };
import { CHECKS } from '../../doctor/checks/index.ts';
import { someOf } from '../../findings/some-of.ts';
import { namesOfWords } from '../../doctor/wanted-names.ts';
import type { Host } from '../host.ts';
import type { ExitCode } from '../exit-code.ts';
import { checkBundle, writeBundle } from './bundle/write-bundle.ts';
import { checkKubeconfig } from './check-kubeconfig.ts';
import { checkNames } from './check-names.ts';
import { chooseChecks } from './choose-checks.ts';
import { exitCodeOf } from './exit-code.ts';
import type { DoctorFlags } from './flags.ts';
import { gatewayHostOf } from './gateway-host.ts';
import { gatewayRelease } from './gateway-release.ts';
import { lintFiles } from './lint-files.ts';
import { makeReport } from './make-report.ts';
import type { Round } from './make-report.ts';
import { stepProgress } from '../step-progress.ts';
import { writeDoctorReport } from './write-report.ts';

/** Makes the checks, again until nothing fails where that was asked for, writes the report and the bundle, and answers the exit code. */
export async function runDoctor(flags: DoctorFlags, host: Host): Promise<ExitCode> {
  const checks = chooseChecks(flags);
  if (flags.bundle !== undefined) await checkBundle(flags.bundle, host);
  await checkNames(flags, host);
  await checkKubeconfig(flags, host);
  const gatewayHost = await gatewayHostOf(flags, host);
  const { release, from } = await gatewayRelease(flags, host.signal);
  const { linted, names: routed, files } = await lintFiles(flags, { release, env: (name) => gatewayHost.env[name], host });
  const names = [...namesOfWords(flags.names), ...routed];
  const options = { flags, release, linted, names, gatewayHost, host };
  const round = await lastRound({
    make: (isFirst) => makeReport(options, { checks, from, isFirst }),
    waitMs: flags.wait ?? 0,
    host,
  });
  const formats = { version: packageJson.version, checks: CHECKS };
  // Who waits for long and gives up wants to know what was found out until then.
  if (flags.wait === undefined && flags.measureIdle === undefined) host.signal.throwIfAborted();
  await writeDoctorReport(round.report, { flags, formats, host });
  host.signal.throwIfAborted();
  if (flags.bundle !== undefined) {
    const { nodeVersion: node, platform, clock } = host;
    const isSet = (variable: string): boolean => gatewayHost.env[variable] !== undefined;
    const content = { ...round, flags, files, isSet, formats, node, platform, now: clock.now() };
    await writeBundle(flags.bundle, { content, host });
  }
  return exitCodeOf(round.report, flags.failOn);
}

/** Between two rounds. */
const RETRY_MS = 2000;

/**
 * The first round in which nothing fails, or the one that is under way when the time is over; after an abort the last that was finished, or what
 * there is of the first. A terminal sees meanwhile what is waited for.
 */
async function lastRound({
  make,
  waitMs,
  host,
}: {
  readonly make: (isFirst: boolean) => Promise<Round>;
  readonly waitMs: number;
  readonly host: Host;
}): Promise<Round> {
  const { clock, signal } = host;
  const until = clock.now() + waitMs;
  const progress = stepProgress({}, host);
  try {
    let round = await make(true);
    for (;;) {
      const failures = failuresOf(round);
      if (failures.length === 0 || clock.now() >= until) return round;
      progress.onStep('waiting', someOf(failures));
      // An abort ends the waiting, and not the report.
      await clock.sleep(RETRY_MS, signal).catch(() => {});
      const next = await make(false);
      if (signal.aborted) return round;
      round = next;
    }
  } finally {
    progress.stop();
  }
}

/** `may-list R01`, each once. */
function failuresOf({ report }: Round): readonly string[] {
  const failures = report.checks.filter(({ outcome }) => outcome === 'fail');
  return [...new Set(failures.map(({ id, cause }) => (cause === undefined ? id : `${id} ${cause.id}`)))];
}
