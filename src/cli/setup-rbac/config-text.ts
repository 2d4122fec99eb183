import type { Finding } from '../../findings/finding.ts';
import type { SetupOutcome } from '../../provision/apply-setup.ts';
import { gatewayConfigText } from '../../provision/gateway-config/block-text.ts';
import { gatewayEntry } from '../../provision/gateway-config/entry.ts';
import type { GatewayCredential, GatewayTarget } from '../../provision/gateway-config/entry.ts';
import { judgedFindings } from '../../provision/gateway-config/judged-findings.ts';
import { mergeGatewayConfig } from '../../provision/gateway-config/merge.ts';
import { obstaclesOf } from '../../provision/gateway-config/obstacles.ts';
import type { NamedWish } from '../../provision/wish.ts';
import type { Host } from '../host.ts';
import type { Destinations } from './destinations.ts';
import type { SetupFlags } from './flags.ts';
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
  /** What keeps the gateway from working with it. */
  readonly findings: readonly Finding[];
}

/** Stands for a token that is not there yet. The gateway's check takes it for one. */
const PLACEHOLDER = 'TOKEN-OF-THE-SERVICE-ACCOUNT';

/** The config with a block for each cluster, within the file that is there or alone. Throws a {@link UserError} where that file cannot take them. */
export function configText(clusters: readonly SetUpTarget[], options: ConfigTextOptions): ConfigText {
  const { flags, host, destinations } = options;
  const { path = '', before } = destinations.config ?? {};
  const gatewayTargets = clusters.map((cluster) => gatewayTargetOf(cluster, options));
  const entries = gatewayTargets.map(gatewayEntry);
  const block = gatewayConfigText(entries, accountOf(clusters));
  const { text, findings } =
    before === undefined
      ? { text: block, findings: [] }
      : mergeGatewayConfig(before, entries, { path, force: flags.force === true });
  const judged = judgedFindings(text, { release: flags.gatewayVersion, env: (name) => host.env[name] });
  return {
    text,
    block,
    findings: [...gatewayTargets.flatMap(obstaclesOf), ...findings, ...judged],
  };
}

function gatewayTargetOf({ target, wish, report, token = PLACEHOLDER }: SetUpTarget, options: ConfigTextOptions): GatewayTarget {
  const { flags, destinations } = options;
  return {
    connection: target.connection,
    gatewayServer: flags.gatewayServer,
    release: flags.gatewayVersion,
    kubernetes: report.kubernetes,
    resources: wish.resources,
    credential: credentialOf({ target, token, tokenFile: destinations.tokenFile?.path }),
  };
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
