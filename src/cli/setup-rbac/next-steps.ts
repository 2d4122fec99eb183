import type { SetupReport } from '../../provision/report.ts';
import { DEFAULT_NAME } from '../../token/account.ts';
import type { AccountFlags, SetupFlags } from './flags.ts';

/** What is to be done after a set-up, a command or a sentence each; nothing where the report says it already. */
export function nextSteps({ dryRun, clusters, emitted }: SetupReport, flags: SetupFlags): readonly string[] {
  if (clusters.some(({ missing }) => missing.length > 0)) return ['an admin applies the YAML below, then run this again'];
  if (clusters.some(({ error, objects }) => error !== undefined || objects.some(({ state }) => state === 'not-reached')))
    return [];
  if (dryRun) return ['run it without --dry-run'];
  const config = emitted?.config;
  if (config === null || config === undefined) {
    const source = flags.tokenSource === undefined ? '' : ` --token ${flags.tokenSource}`;
    return [`${commandOf('setup-rbac', flags)}${source} --emit-config config.yaml`, 'then reload the gateway'];
  }
  if (config.state === 'unchanged') return [];
  if (config.path === '-') return ['put the block into config.yaml, and reload the gateway'];
  return ['reload the gateway', `${commandOf('resolve', {})} --config ${quoted(config.path)} --all    shows what it sees`];
}

/** A command for the same cluster and account, to be pasted. */
export function commandOf(command: string, flags: Partial<AccountFlags>): string {
  const { name = DEFAULT_NAME, namespace, kubeconfig, context, server, certificateAuthority, insecureSkipTlsVerify } = flags;
  const given: readonly (readonly [flag: string, value: string | undefined])[] = [
    ['--name', name === DEFAULT_NAME ? undefined : name],
    ['-n', namespace],
    ['--kubeconfig', kubeconfig],
    ['--context', context],
    ['--server', server],
    ['--certificate-authority', certificateAuthority],
  ];
  return [
    `k8s-disco ${command}`,
    ...given.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${quoted(value)}`])),
    ...(insecureSkipTlsVerify === true ? ['--insecure-skip-tls-verify'] : []),
  ].join(' ');
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
