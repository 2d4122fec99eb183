import { manifestsText } from '../../provision/manifests-text.ts';
import { manifestsOf } from '../../provision/manifests.ts';
import type { SetupReport } from '../../provision/report.ts';
import { documentText } from '../../report/document.ts';
import { setupDocument } from '../../report/provision/documents.ts';
import { setupText } from '../../report/provision/setup-text.ts';
import { printable } from '../../terminal/page.ts';
import type { Host, Output } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { ConfigText, SetUpTarget } from './config-text.ts';
import type { SetupFlags } from './flags.ts';
import { nextSteps } from './next-steps.ts';

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
  const { output, emitConfig = '' } = flags;
  const tell = (to: Output): void => void to.stream.write(reportText(report, { flags, host, to }));
  if (emitConfig === '-') {
    tell(stderr);
    if (config !== undefined && (report.dryRun || report.emitted?.config?.state === 'printed')) stdout.stream.write(config.text);
    return;
  }
  const refused = clusters.filter(({ report: { missing } }) => missing.length > 0);
  if (refused.length > 0 && output === 'table') {
    tell(stderr);
    for (const { wish } of refused) stdout.stream.write(manifestsText(manifestsOf(wish)));
    return;
  }
  tell(stdout);
  if (report.dryRun && config !== undefined && output === 'table') {
    stdout.stream.write(`${printable(emitConfig)} would get:\n${config.block}`);
  }
}

function reportText(
  report: SetupReport,
  { flags, host, to }: { readonly flags: SetupFlags; readonly host: Host; readonly to: Output },
): string {
  const { output, verbose, diff } = flags;
  if (output !== 'table') return documentText(setupDocument(report), output);
  const next = nextSteps(report, flags);
  return setupText(report, {
    page: pageOf(host, to),
    now: host.clock.now(),
    verbose: verbose === true,
    diff: diff === true,
    next,
  });
}
