import { shellWord } from '../../findings/shell-word.ts';
import type { SetupReport } from '../../provision/report.ts';
import { EXIT } from '../exit-code.ts';
import { commandLine } from './command-line.ts';
import { exitCodeOfSetup } from './exit-code.ts';
import type { SetupFlags } from './flags.ts';

/** What is to be done after a set-up, a command or a sentence each; nothing where the report itself says what to mend. */
export function nextSteps(report: SetupReport, flags: SetupFlags): readonly string[] {
  const { dryRun, clusters, emitted } = report;
  if (clusters.some(({ missing }) => missing.length > 0)) {
    const isThere = flags.output === 'table' && flags.emitConfig !== '-';
    return [`an admin applies ${isThere ? 'the YAML on stdout' : 'what --dry-run=client -o yaml prints'}; then run this again`];
  }
  if (exitCodeOfSetup(report, { diff: false }) !== EXIT.good) return [];
  if (dryRun) return ['run it without --dry-run'];
  const { path, state } = emitted?.config ?? {};
  if (state === 'not-written') return [];
  if (path === undefined) return [`${commandLine(flags)} --emit-config config.yaml`, 'then reload the gateway'];
  if (path === '-') return ['put the block into config.yaml, and reload the gateway'];
  return ['reload the gateway; what it sees then:', `k8s-disco resolve --config ${shellWord(path)} --all`];
}
