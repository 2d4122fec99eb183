import { manifestsText } from '../../provision/manifests-text.ts';
import { manifestsOf } from '../../provision/manifests.ts';
import type { SetupReport } from '../../provision/report.ts';
import { nameSecret } from '../../provision/wish.ts';
import type { Host } from '../host.ts';
import type { ConfigText, SetUpTarget } from './config-text.ts';
import type { SetupFlags } from './flags.ts';
import { nextSteps } from './next-steps.ts';
import { writeReport } from './write-report.ts';

/** What a set-up came to. */
export interface Answer {
  readonly report: SetupReport;
  readonly clusters: readonly SetUpTarget[];
  /** Undefined where none was wanted. Holds tokens, or what stands for them. */
  readonly config: ConfigText | undefined;
}

/**
 * Writes the report to stdout, or to stderr where stdout is for something that is to be piped on: the config of `--emit-config -`, or the
 * manifests that somebody with more rights is to apply.
 */
export function writeAnswer({ report, clusters, config }: Answer, flags: SetupFlags, host: Host): void {
  const { stdout, stderr } = host;
  const next = nextSteps(report, flags);
  if (flags.emitConfig === '-') {
    writeReport({ report, next, to: stderr }, flags, host);
    if (config !== undefined && (report.dryRun || report.emitted?.config?.state === 'printed')) stdout.stream.write(config.text);
    return;
  }
  const refused = clusters.filter(({ report: { missing } }) => missing.length > 0);
  if (refused.length > 0 && flags.output === 'table') {
    writeReport({ report, next, to: stderr }, flags, host);
    for (const { target } of refused) stdout.stream.write(manifestsText(manifestsOf(nameSecret(target.wish))));
    return;
  }
  writeReport({ report, next, to: stdout }, flags, host);
  if (report.dryRun && config !== undefined && flags.output === 'table') {
    stdout.stream.write(`${flags.emitConfig} would get:\n${config.block}`);
  }
}
