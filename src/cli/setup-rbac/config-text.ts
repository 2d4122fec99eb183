import { parseDiscoveryConfig } from '../../apisix/discovery-config/parse.ts';
import type { Resource } from '../../apisix/view.ts';
import type { Finding } from '../../findings/finding.ts';
import type { SetupOutcome } from '../../provision/apply-setup.ts';
import { entryAsWritten, targetAsWritten } from '../../provision/gateway-config/as-written.ts';
import { gatewayConfigText } from '../../provision/gateway-config/block-text.ts';
import { gatewayEntry } from '../../provision/gateway-config/entry.ts';
import type { GatewayCredential, GatewayEntry, GatewayTarget } from '../../provision/gateway-config/entry.ts';
import { judgedFindings } from '../../provision/gateway-config/judged-findings.ts';
import { mergeGatewayConfig } from '../../provision/gateway-config/merge.ts';
import type { MergedConfig } from '../../provision/gateway-config/merge.ts';
import { obstaclesOf } from '../../provision/gateway-config/obstacles.ts';
import { urlOf } from '../../provision/gateway-config/service-address.ts';
import type { AccountWish, NamedWish } from '../../provision/wish.ts';
import type { Host } from '../host.ts';
import { tokenFileCommand } from './command-line.ts';
import type { Destinations } from './destinations.ts';
import type { SetupFlags } from './flags.ts';
import { gatewayEnvironment } from './gateway-environment.ts';
import type { Target } from './targets.ts';

/** A cluster with what is known of it by now. */
export interface SetUpTarget extends SetupOutcome {
  readonly target: Target;
  /** What was left open in that of the target is decided here. */
  readonly wish: NamedWish;
}

/** What the config depends on beside the clusters. */
export interface ConfigTextOptions {
  readonly destinations: Destinations;
  readonly flags: SetupFlags;
  readonly host: Host;
}

/** The gateway's config as it is to be. */
export interface ConfigText {
  /** The whole file. Holds the tokens, or what stands for them. */
  readonly text: string;
  /** The `discovery` block alone. Holds as much. */
  readonly block: string;
  /** Whether one of the tokens is in it. */
  readonly holdsToken: boolean;
  /** What keeps the gateway from working with it. */
  readonly findings: readonly Finding[];
}

/** Stands for a token that is not there yet. The gateway's check takes it for one. */
const PLACEHOLDER = 'TOKEN-OF-THE-SERVICE-ACCOUNT';

/** The config with a block for each cluster, within the file that is there or alone. Throws a {@link UserError} where that file cannot take them. */
export function configText(clusters: readonly SetUpTarget[], options: ConfigTextOptions): ConfigText {
  const { flags, host } = options;
  const targets = clusters.map((cluster) => gatewayTargetOf(cluster, options));
  const entries = targets.map(gatewayEntry);
  const account = accountOf(clusters);
  const { text, findings } = mergedText(entries, account, { clusters, ...options });
  const reading = { release: flags.gatewayVersion, env: gatewayEnvironment(host) };
  const written = parseDiscoveryConfig(text, reading);
  // What the release refuses is judged by what was to be written.
  const [targetsNow, entriesNow] = written.ok
    ? [
        targets.map((target) => targetAsWritten(target, written.config)),
        entries.map((entry) => entryAsWritten(entry, written.config)),
      ]
    : [targets, entries];
  const obstacles = targetsNow.flatMap(obstaclesOf);
  // What keeps the gateway from an address is told with what mends it, and so not again by its place.
  const judged = judgedFindings(text, reading).filter(({ id }) => obstacles.every((obstacle) => obstacle.id !== id));
  return {
    text,
    block: gatewayConfigText(entriesNow, account),
    holdsToken: clusters.some(({ token }) => token !== undefined && text.includes(token)),
    findings: [...obstacles, ...findings, ...judged],
  };
}

function mergedText(
  entries: readonly GatewayEntry[],
  account: string,
  { clusters, flags, destinations }: ConfigTextOptions & { readonly clusters: readonly SetUpTarget[] },
): MergedConfig {
  const { path = '', before } = destinations.config ?? {};
  if (before === undefined) return { text: gatewayConfigText(entries, account), findings: [] };
  return mergeGatewayConfig(before, entries, {
    path,
    force: flags.force === true,
    keepsAddress: flags.gatewayServer === undefined,
    tokenCommand: (id, file) => {
      const cluster = clusters.find(({ target }) => target.connection.id === id);
      if (cluster === undefined) return undefined;
      const { flags: address = [] } = cluster.target.connection;
      return tokenFileCommand(cluster.wish, { flags, path: file, address });
    },
  });
}

function gatewayTargetOf({ target, wish, report, token = PLACEHOLDER }: SetUpTarget, options: ConfigTextOptions): GatewayTarget {
  const { flags, destinations } = options;
  return {
    connection: target.connection,
    address: addressOf(target, flags),
    release: flags.gatewayVersion,
    kubernetes: report.kubernetes,
    resources: watchedOf(target, wish),
    credential: credentialOf({ target, token, tokenFile: destinations.tokenFile?.path }),
  };
}

/** As the user says; else as the gateway's config has it already; else as the set-up asks, unless the gateway's pod tells. */
function addressOf({ connection, configured, wish }: Target, { gatewayServer }: SetupFlags): URL | undefined {
  const written = configured === undefined ? undefined : urlOf(configured.service, connection);
  return gatewayServer ?? written ?? (wish.token === 'none' ? undefined : connection.server);
}

/** What the gateway's config has it watch already, unless the account may not. */
function watchedOf({ configured }: Target, { resources }: AccountWish): readonly Resource[] {
  const isGranted = configured?.resources.every((resource) => resources.includes(resource)) === true;
  return isGranted ? configured.resources : resources;
}

function credentialOf(options: {
  readonly target: Target;
  readonly token: string;
  readonly tokenFile: string | undefined;
}): GatewayCredential {
  const { target, token, tokenFile: path } = options;
  if (target.wish.token === 'none') return { kind: 'in-cluster' };
  return path === undefined ? { kind: 'token', token } : { kind: 'token-file', path };
}

/** `namespace/name`, the same in every cluster but for a namespace of a context. */
function accountOf([first]: readonly SetUpTarget[]): string {
  return first === undefined ? '' : `${first.target.wish.namespace}/${first.target.wish.name}`;
}
