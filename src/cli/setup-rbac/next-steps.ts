import { inWords } from '../../apisix/in-words.ts';
import { shellWord } from '../../findings/shell-word.ts';
import { addressFlags } from '../../kube/address-flags.ts';
import type { ClusterSetup, SetupReport } from '../../provision/report.ts';
import type { NextStep } from '../../report/provision/next-lines.ts';
import { EXIT } from '../exit-code.ts';
import { commandLine, manifestsCommand, sameRun, tokenFileCommand, versionFlags } from './command-line.ts';
import { exitCodeOfSetup, wouldWrite } from './exit-code.ts';
import type { SetupFlags } from './flags.ts';

/** What is to be done after a set-up; nothing where the report itself says what to mend. */
export function nextSteps(report: SetupReport, flags: SetupFlags): readonly NextStep[] {
  const { dryRun, clusters, emitted } = report;
  if (clusters.some(({ missing }) => missing.length > 0)) return stepsOfAdmin(clusters, flags);
  if (exitCodeOfSetup(report, { diff: false }) !== EXIT.good) return stepsPastObstacles(clusters, flags);
  if (dryRun)
    return wouldWrite(report) || emitted !== undefined ? [words('the same without --dry-run:'), command(sameRun(flags))] : [];
  const { path, state } = emitted?.config ?? {};
  if (state === 'not-written') return [];
  if (path === undefined) {
    const emission = command(`${commandLine(flags)} --emit-config ${shellWord(flags.fromConfig ?? 'config.yaml')}`);
    return [...stepsOfPod(flags, clusters), emission, words('then reload the gateway'), ...stepsOfOldTokens(clusters)];
  }
  if (path === '-') return [words('put the block into config.yaml, and reload the gateway'), ...stepsOfOldTokens(clusters)];
  const isAsBefore = [emitted?.config, emitted?.tokenFile].every((file) => (file?.state ?? 'unchanged') === 'unchanged');
  return [
    words(isAsBefore ? 'what the gateway sees:' : 'reload the gateway; what it sees then:'),
    command(['k8s-disco resolve --config', shellWord(path), '--all', ...versionFlags(flags)].join(' ')),
    ...stepsOfOldTokens(clusters),
  ];
}

/** They are last, as each gateway goes on with the old one until it has the new. */
function stepsOfOldTokens(clusters: readonly ClusterSetup[]): readonly NextStep[] {
  const deletions = clusters.flatMap(({ findings }) => findings.flatMap(({ id, mend = [] }) => (id === 'T07' ? mend : [])));
  return deletions.length === 0 ? [] : [words('when every gateway has the new token:'), ...deletions.map(command)];
}

/** Manifests that an admin applies do not let the user see the objects: what does is said, and how to come to the token without. */
function stepsOfAdmin(clusters: readonly ClusterSetup[], flags: SetupFlags): readonly NextStep[] {
  const [cluster] = clusters.filter(({ missing }) => missing.length > 0);
  if (cluster === undefined) return [];
  const isThere = clusters.every(({ missing }) => missing.every(({ verb }) => verb === 'get'));
  const deed = isThere ? [words('an admin grants you these rights')] : stepsWithManifests(flags);
  const unreadable = cluster.objects.filter(({ state }) => state === 'unreadable').map(({ kind, name }) => `${kind} ${name}`);
  const rights = isThere || unreadable.length === 0 ? '' : `, for which the right to get ${inWords(unreadable, 'and')} suffices`;
  const again = `then run this again${rights}`;
  if (flags.tokenSource === 'none') return [...deed, words(again)];
  const context = flags.contexts?.get(cluster.id ?? '');
  const address = addressFlags(context === undefined ? flags : { ...flags, context });
  const account = { namespace: cluster.namespace, name: cluster.account };
  const deployer = flags.tokenSource === 'request' ? 'whoever may create a token of the account' : 'whoever may read the Secret';
  return [
    ...deed,
    words(`${again}; or ${deployer} gets its token:`),
    command(tokenFileCommand(account, { flags, path: 'token', address })),
  ];
}

function stepsWithManifests(flags: SetupFlags): readonly NextStep[] {
  const { output, emitConfig } = flags;
  if (output === 'table' && emitConfig !== '-') return [words('an admin applies the YAML on stdout')];
  return [words('an admin applies what this prints:'), command(manifestsCommand(flags))];
}

/** What goes over that which stands in the way, or sets up the account that was probably meant. */
function stepsPastObstacles(clusters: readonly ClusterSetup[], flags: SetupFlags): readonly NextStep[] {
  const objects = clusters.flatMap((cluster) => cluster.objects);
  const served = objects.find(({ serves }) => serves !== undefined)?.serves;
  if (served !== undefined) {
    const [namespace = '', name] = served.split('/');
    const isMeant = clusters.length === 1 && name === flags.name;
    return isMeant ? [command(sameRun({ ...flags, namespace }))] : [];
  }
  const needed = new Set(objects.flatMap(({ overriddenBy = [] }) => overriddenBy));
  if (needed.size === 0) return [];
  const over: Pick<SetupFlags, 'force' | 'recreate'> = {
    ...(needed.has('force') ? { force: true } : {}),
    ...(needed.has('recreate') ? { recreate: true } : {}),
  };
  return [words('to change it all the same:'), command(sameRun({ ...flags, ...over }))];
}

/** A pod does not run as an account by itself. */
function stepsOfPod({ tokenSource }: SetupFlags, clusters: readonly ClusterSetup[]): readonly NextStep[] {
  const [cluster] = clusters;
  if (tokenSource !== 'none' || cluster === undefined) return [];
  return [words(`the gateway's pod runs in the namespace ${cluster.namespace} with serviceAccountName: ${cluster.account}`)];
}

function words(text: string): NextStep {
  return { kind: 'words', text };
}

function command(text: string): NextStep {
  return { kind: 'command', text };
}
