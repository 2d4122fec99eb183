import { shellWord } from '../../findings/shell-word.ts';
import type { ClusterSetup, SetupReport } from '../../provision/report.ts';
import { getCommand } from '../../token/commands.ts';
import { EXIT } from '../exit-code.ts';
import { commandLine, sameRun } from './command-line.ts';
import { exitCodeOfSetup, wouldWrite } from './exit-code.ts';
import type { SetupFlags } from './flags.ts';

/** What is to be done after a set-up, a command or a sentence each; nothing where the report itself says what to mend. */
export function nextSteps(report: SetupReport, flags: SetupFlags): readonly string[] {
  const { dryRun, clusters, emitted } = report;
  if (clusters.some(({ missing }) => missing.length > 0)) return stepsOfAdmin(clusters, flags);
  if (exitCodeOfSetup(report, { diff: false }) !== EXIT.good) return stepsPastObstacles(clusters, flags);
  if (dryRun) return wouldWrite(report) || emitted !== undefined ? ['the same without --dry-run:', sameRun(flags)] : [];
  const { path, state } = emitted?.config ?? {};
  if (state === 'not-written') return [];
  if (path === undefined) {
    return [...stepsOfPod(flags, clusters), `${commandLine(flags)} --emit-config config.yaml`, 'then reload the gateway'];
  }
  if (path === '-') return ['put the block into config.yaml, and reload the gateway'];
  const isAsBefore = [emitted?.config, emitted?.tokenFile].every((file) => (file?.state ?? 'unchanged') === 'unchanged');
  return [
    isAsBefore ? 'what the gateway sees:' : 'reload the gateway; what it sees then:',
    `k8s-disco resolve --config ${shellWord(path)} --all`,
  ];
}

/** Who may not read the objects, is never told that they are there now: an admin then gets the token, too. */
function stepsOfAdmin(clusters: readonly ClusterSetup[], flags: SetupFlags): readonly string[] {
  const { output, emitConfig, tokenSource = 'secret' } = flags;
  const [cluster] = clusters.filter(({ missing }) => missing.length > 0);
  if (cluster === undefined) return [];
  const account = { namespace: cluster.namespace, name: cluster.account };
  const isThere = clusters.every(({ missing }) => missing.every(({ verb }) => verb === 'get'));
  const manifests = output === 'table' && emitConfig !== '-' ? 'the YAML on stdout' : 'what --dry-run=client -o yaml prints';
  const deed = isThere ? 'an admin grants you these rights' : `an admin applies ${manifests}`;
  if (tokenSource !== 'secret') return [`${deed}; then run this again`];
  return [`${deed}; the token then, for whoever may read the Secret:`, getCommand(account)];
}

/** What goes over that which stands in the way, or sets up the account that was probably meant. */
function stepsPastObstacles(clusters: readonly ClusterSetup[], flags: SetupFlags): readonly string[] {
  const objects = clusters.flatMap((cluster) => cluster.objects);
  const served = objects.find(({ serves }) => serves !== undefined)?.serves;
  if (served !== undefined) {
    const [namespace = '', name] = served.split('/');
    const isMeant = clusters.length === 1 && name === flags.name;
    return isMeant ? [sameRun({ ...flags, namespace })] : [];
  }
  const needed = new Set(objects.flatMap(({ overriddenBy = [] }) => overriddenBy));
  if (needed.size === 0) return [];
  const over: Pick<SetupFlags, 'force' | 'recreate'> = {
    ...(needed.has('force') ? { force: true } : {}),
    ...(needed.has('recreate') ? { recreate: true } : {}),
  };
  return ['to change it all the same:', sameRun({ ...flags, ...over })];
}

/** A pod does not run as an account by itself. */
function stepsOfPod({ tokenSource }: SetupFlags, clusters: readonly ClusterSetup[]): readonly string[] {
  const [cluster] = clusters;
  if (tokenSource !== 'none' || cluster === undefined) return [];
  return [`the gateway's pod runs in the namespace ${cluster.namespace} with serviceAccountName: ${cluster.account}`];
}
