import { NEWEST_RELEASE } from '../../apisix/release.ts';
import { shellWord } from '../../findings/shell-word.ts';
import { addressFlags } from '../../kube/address-flags.ts';
import { DEFAULT_NAME } from '../../token/account.ts';
import type { AccountName } from '../../token/account.ts';
import type { SetupFlags, TeardownFlags } from './flags.ts';

/** The command that wants the same account in the same clusters for the same gateway and the same file for its token, to be pasted. How it was written or shown is left out. */
export function commandLine(flags: SetupFlags): string {
  const { name, duration, labels, contexts } = flags;
  const values: readonly (readonly [flag: string, value: string | undefined])[] = [
    ['--name', name === DEFAULT_NAME ? undefined : name],
    ['-n', flags.namespace],
    ['--resources', flags.resources?.join(',')],
    ['--token', flags.tokenSource],
    ['--duration', duration === undefined ? undefined : durationWord(duration)],
    ['--labels', labels && pairs(Object.entries(labels))],
    ['--from-config', flags.fromConfig],
    ['--contexts', contexts && pairs([...contexts])],
    ['--emit-token-file', flags.emitTokenFile],
  ];
  return [
    'k8s-disco setup-rbac',
    ...values.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${shellWord(value)}`])),
    ...(flags.gatewayDocsVerbs === true ? ['--gateway-docs-verbs'] : []),
    ...versionFlags(flags),
    ...addressFlags(flags),
  ].join(' ');
}

/** The release of the gateway as words of a shell; none where it is the newest, which is answered for unasked. */
export function versionFlags({ gatewayVersion: { version } }: Pick<SetupFlags, 'gatewayVersion'>): readonly string[] {
  return version === NEWEST_RELEASE ? [] : ['--gateway-version', version];
}

/** The command of this very run, but for whether it is only a trial, to be pasted. */
export function sameRun(flags: SetupFlags): string {
  const { emitConfig, gatewayServer, createNamespace, rotate, force, recreate } = flags;
  return [
    commandLine(flags),
    ...(emitConfig === undefined ? [] : [`--emit-config ${shellWord(emitConfig)}`]),
    ...(gatewayServer === undefined ? [] : [`--gateway-server ${shellWord(gatewayServer.href)}`]),
    ...(createNamespace === true ? ['--create-namespace'] : []),
    ...(rotate === true ? ['--rotate'] : []),
    ...(force === true ? ['--force'] : []),
    ...(recreate === true ? ['--recreate'] : []),
  ].join(' ');
}

/** The command that removes the account from the same clusters, to be pasted. It asks before it deletes. */
export function teardownCommand(flags: TeardownFlags): string {
  const { name, namespace, fromConfig, contexts } = flags;
  return [
    'k8s-disco teardown-rbac',
    ...(name === DEFAULT_NAME ? [] : [`--name ${shellWord(name)}`]),
    ...(namespace === undefined ? [] : [`-n ${shellWord(namespace)}`]),
    ...(fromConfig === undefined ? [] : [`--from-config ${shellWord(fromConfig)}`]),
    ...(contexts === undefined ? [] : [`--contexts ${shellWord(pairs([...contexts]))}`]),
    ...versionFlags(flags),
    ...addressFlags(flags),
  ].join(' ');
}

/** The command that prints the manifests of the account, to be pasted. They depend on no cluster and name no file. */
export function manifestsCommand({ emitTokenFile: _, ...flags }: SetupFlags): string {
  const namespace = flags.createNamespace === true ? ['--create-namespace'] : [];
  return [commandLine(flags), ...namespace, '--dry-run=client -o yaml'].join(' ');
}

/** The commands that apply these manifests, to be pasted: one for each cluster. */
export function applyCommands(flags: SetupFlags): readonly string[] {
  const { contexts } = flags;
  const clusters = contexts === undefined ? [flags] : [...new Set(contexts.values())].map((context) => ({ ...flags, context }));
  return clusters.map((cluster) => [manifestsCommand(flags), '| kubectl apply -f -', ...addressFlags(cluster)].join(' '));
}

/** The command that writes a token of an account, of the kind that was wished, into a file, to be pasted. `address`: the flags of its cluster. */
export function tokenFileCommand(
  { namespace, name }: AccountName,
  { flags, path, address }: { readonly flags: SetupFlags; readonly path: string; readonly address: readonly string[] },
): string {
  const { tokenSource, duration } = flags;
  return [
    `k8s-disco token ${tokenSource === 'request' ? 'create' : 'get'} ${shellWord(name)} -n ${shellWord(namespace)}`,
    ...(duration === undefined ? [] : [`--duration ${durationWord(duration)}`]),
    `--out-file ${shellWord(path)}`,
    ...address,
  ].join(' ');
}

/** A duration as the option takes it, in the largest unit that it is a multiple of. */
function durationWord(milliseconds: number): string {
  const [unit, length] = UNITS.find(([, one]) => milliseconds % one === 0) ?? ['ms', 1];
  return `${milliseconds / length}${unit}`;
}

const UNITS = [
  ['d', 24 * 3_600_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

function pairs(entries: readonly (readonly [key: string, value: string])[]): string {
  return entries.map(([key, value]) => `${key}=${value}`).join(',');
}
