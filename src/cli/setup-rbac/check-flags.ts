import { UserError } from '../../findings/user-error.ts';
import type { SetupFlags } from './flags.ts';

/** Flags that cannot stand together. */
interface Contradiction {
  readonly holds: (flags: SetupFlags) => boolean;
  readonly message: string;
  readonly hint: string;
}

/** Of these setting up alone has a use, by the name of the flag. */
const ONLY_SETTING_UP = {
  resources: '--resources',
  gatewayDocsVerbs: '--gateway-docs-verbs',
  tokenSource: '--token',
  duration: '--duration',
  createNamespace: '--create-namespace',
  wait: '--wait',
  diff: '--diff',
  labels: '--labels',
  force: '--force',
  recreate: '--recreate',
  rotate: '--rotate',
  emitConfig: '--emit-config',
  emitTokenFile: '--emit-token-file',
  gatewayServer: '--gateway-server',
} as const satisfies Partial<Record<keyof SetupFlags, string>>;

/** The first that holds is told. */
const CONTRADICTIONS: readonly Contradiction[] = [
  ...Object.entries(ONLY_SETTING_UP).map(([key, flag]) => ({
    // Object.entries forgets what keys it was given.
    holds: (flags: SetupFlags) => flags.delete === true && flags[key as keyof typeof ONLY_SETTING_UP] !== undefined,
    message: `--delete removes the account, and ${flag} is for setting it up`,
    hint: 'leave one of them out',
  })),
  {
    holds: ({ delete: isDelete, yes }) => isDelete !== true && yes === true,
    message: '--yes answers the question of --delete, and setting up asks none',
    hint: 'leave it out',
  },
  {
    holds: ({ duration, tokenSource }) => duration !== undefined && tokenSource !== 'request',
    message: '--duration is for --token request: a token of a Secret does not expire',
    hint: 'add --token request, or leave --duration out',
  },
  {
    holds: ({ rotate, tokenSource = 'secret' }) => rotate === true && tokenSource !== 'secret',
    message: '--rotate is for tokens of Secrets: each other token is a new one anyway',
    hint: 'leave one of --rotate and --token out',
  },
  {
    holds: ({ emitTokenFile, tokenSource }) => emitTokenFile !== undefined && tokenSource === 'none',
    message: '--emit-token-file has no token to write with --token none',
    hint: 'leave one of them out',
  },
  {
    holds: ({ gatewayServer, emitConfig }) => gatewayServer !== undefined && emitConfig === undefined,
    message: '--gateway-server goes into the config of --emit-config',
    hint: 'add --emit-config FILE, or - for stdout',
  },
  {
    holds: ({ contexts, fromConfig }) => contexts !== undefined && fromConfig === undefined,
    message: '--contexts goes with the clusters of a config',
    hint: 'add --from-config FILE, or use --context NAME for one cluster',
  },
  {
    holds: ({ contexts, context, server }) => contexts !== undefined && (context ?? server) !== undefined,
    message: '--contexts names every cluster, and so goes with neither --context nor --server',
    hint: 'leave one of them out',
  },
  {
    holds: ({ dryRun, diff }) => dryRun === 'client' && diff === true,
    message: '--diff compares with the cluster, which --dry-run=client does not ask',
    hint: 'use --dry-run=server',
  },
  {
    holds: ({ dryRun, rotate }) => dryRun === 'client' && rotate === true,
    message: '--rotate names the next Secret by those in the cluster, which --dry-run=client does not ask',
    hint: 'use --dry-run=server',
  },
  {
    holds: ({ dryRun, emitConfig, emitTokenFile }) => dryRun === 'client' && (emitConfig ?? emitTokenFile) !== undefined,
    message: 'the config depends on the cluster, which --dry-run=client does not ask',
    hint: 'use --dry-run=server to see it with a placeholder for the token',
  },
  {
    holds: ({ emitConfig, output }) => emitConfig === '-' && output !== 'table',
    message: '--emit-config - prints the config to stdout, where -o would print the report',
    hint: 'leave -o out, or give --emit-config a FILE',
  },
  {
    holds: ({ emitTokenFile }) => emitTokenFile === '-',
    message: '--emit-token-file is for a file that the gateway reads, and - is none',
    hint: 'name a file, or print the token: k8s-disco token get',
  },
];

/** Flags that hold for one cluster; how many there are is said behind the message. */
const FOR_ONE_CLUSTER: readonly Contradiction[] = [
  {
    holds: ({ emitTokenFile }) => emitTokenFile !== undefined,
    message: '--emit-token-file holds one token',
    hint: 'leave it out: the config then holds the tokens',
  },
  {
    holds: ({ gatewayServer }) => gatewayServer !== undefined,
    message: '--gateway-server is the address of one cluster',
    hint: 'leave it out, and mend the addresses in the config',
  },
  {
    holds: ({ emitConfig, tokenSource }) => emitConfig !== undefined && tokenSource === 'none',
    message: '--token none is for the cluster that the gateway runs in',
    hint: 'leave it out, or set up one cluster after the other with --context',
  },
];

/** Throws a {@link UserError} for flags that cannot stand together, so that nothing is asked or written for them. */
export function checkFlags(flags: SetupFlags): void {
  const found = CONTRADICTIONS.find(({ holds }) => holds(flags));
  if (found !== undefined) throw new UserError(found.message, { hint: found.hint });
}

/** Throws a {@link UserError} for flags that cannot stand with so many clusters, of which only the gateway's config tells. */
export function checkForClusters(flags: SetupFlags, count: number): void {
  const found = count > 1 ? FOR_ONE_CLUSTER.find(({ holds }) => holds(flags)) : undefined;
  if (found !== undefined) throw new UserError(`${found.message}, and there are ${count} clusters`, { hint: found.hint });
}
