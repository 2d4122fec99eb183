import type { Release } from '../../apisix/release.ts';
import type { Resource } from '../../apisix/view.ts';
import type { TokenSource } from '../../provision/wish.ts';
import type { AddressFlags, ConversationFlags } from '../options.ts';

/** The first unless given. */
export const SETUP_FORMATS = ['table', 'yaml', 'json'] as const;
export const TOKEN_SOURCES = ['secret', 'request', 'none'] as const satisfies readonly TokenSource[];
export const DRY_RUNS = ['none', 'client', 'server'] as const;

/** Which cluster, and whose account there: what setting up and removing share. The user is always that of the kubeconfig. */
export interface AccountFlags extends AddressFlags, ConversationFlags {
  readonly name: string;
  /** Absent: the context's, else `default`. */
  readonly namespace?: string;
  readonly output: (typeof SETUP_FORMATS)[number];
}

/** What `setup-rbac` was asked, each value checked. What it holds was given, but for the name, the output and the release. */
export interface SetupFlags extends AccountFlags {
  readonly resources?: readonly Resource[];
  readonly gatewayDocsVerbs?: boolean;
  /** `--token`. Not by that name, which means a secret wherever connections are made. */
  readonly tokenSource?: TokenSource;
  /** Milliseconds. */
  readonly duration?: number;
  readonly createNamespace?: true;
  /** Milliseconds. */
  readonly wait?: number;
  readonly dryRun?: (typeof DRY_RUNS)[number];
  readonly diff?: true;
  readonly labels?: Readonly<Record<string, string>>;
  readonly force?: true;
  readonly recreate?: true;
  readonly rotate?: true;
  /** A path, or `-`. */
  readonly emitConfig?: string;
  readonly emitTokenFile?: string;
  readonly gatewayServer?: URL;
  /** Of the config that is read or written. */
  readonly gatewayVersion: Release;
  readonly fromConfig?: string;
  /** Id of a cluster of the gateway → context of the kubeconfig. */
  readonly contexts?: ReadonlyMap<string, string>;
  readonly delete?: true;
  readonly yes?: true;
}

/** What `teardown-rbac` was asked. */
export type TeardownFlags = AccountFlags & Pick<SetupFlags, 'dryRun' | 'yes' | 'fromConfig' | 'contexts' | 'gatewayVersion'>;
