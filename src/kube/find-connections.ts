import { UserError } from '../findings/user-error.ts';
import { addressFlags } from './address-flags.ts';
import type { Connection } from './connection.ts';
import { connectionFromFlags, hasOverrides, override } from './flags.ts';
import type { ConnectionFlags } from './flags.ts';
import { connectionsFromGateway } from './gateway-clusters.ts';
import type { GatewayConfig } from './gateway-clusters.ts';
import { connectionFromPod } from './in-cluster.ts';
import { connectionFromKubeconfig, kubeconfigPaths } from './kubeconfig.ts';
import type { KubeconfigChoice } from './kubeconfig.ts';
import type { Surroundings } from './surroundings.ts';

/** Everything a user may say of where and who. */
export interface ConnectionChoice extends ConnectionFlags, KubeconfigChoice {
  /** `--config`, already read. */
  readonly gateway?: GatewayConfig;
}

/**
 * Which API servers to ask, as whom. The first that speaks decides: `--server`; the gateway's config; the kubeconfig; the pod this
 * runs in. The flags beside `--server` then replace what they speak of. Throws a {@link UserError} where nothing speaks, or what
 * does cannot be used. Opens no connection.
 */
export async function findConnections(choice: ConnectionChoice, surroundings: Surroundings): Promise<readonly Connection[]> {
  const { gateway } = choice;
  if (gateway !== undefined) return gatewayConnections({ ...choice, gateway }, surroundings);
  const waysToName = "give --kubeconfig FILE, --config FILE with the gateway's config, or --server URL";
  return [await namedConnection(choice, { surroundings, waysToName })];
}

/** The same for commands that read no gateway's config and so ask one API server. */
export async function findConnection(choice: Omit<ConnectionChoice, 'gateway'>, surroundings: Surroundings): Promise<Connection> {
  return namedConnection(choice, { surroundings, waysToName: 'give --kubeconfig FILE or --server URL' });
}

/** `waysToName`: what to do where nothing names an API server. */
interface Search {
  readonly surroundings: Surroundings;
  readonly waysToName: string;
}

async function namedConnection(choice: Omit<ConnectionChoice, 'gateway'>, search: Search): Promise<Connection> {
  const { server } = choice;
  const { surroundings } = search;
  const flags = addressFlags(choice);
  if (server !== undefined) return { ...(await connectionFromFlags({ ...choice, server }, surroundings)), flags };
  const connection = (await connectionFromKubeconfig(choice, surroundings)) ?? (await fallBackToPod(choice, search));
  return { ...(await override(connection, choice, surroundings)), flags };
}

/** Flags speak of one API server, so they go with a config of one cluster. It keeps its id, as the names of multi mode carry it. */
async function gatewayConnections(
  choice: ConnectionChoice & { readonly gateway: GatewayConfig },
  surroundings: Surroundings,
): Promise<readonly Connection[]> {
  const { gateway, server } = choice;
  if (server === undefined && !hasOverrides(choice)) return connectionsFromGateway(gateway, surroundings);
  const { clusters } = gateway.discovery;
  const [cluster] = clusters;
  if (cluster === undefined || clusters.length > 1) {
    const flags = '--server, --token, --token-file, --certificate-authority and --insecure-skip-tls-verify';
    throw new UserError(`${clusters.length} clusters here, while ${flags} speak of one`, {
      hint: 'leave them out, or give a config with the one cluster',
      place: { path: gateway.path },
    });
  }
  if (server !== undefined) {
    const connection = await connectionFromFlags({ ...choice, server }, surroundings);
    return [{ ...connection, id: cluster.id, name: cluster.id ?? connection.name }];
  }
  const connections = await connectionsFromGateway(gateway, surroundings);
  return Promise.all(connections.map((connection) => override(connection, choice, surroundings)));
}

async function fallBackToPod(choice: KubeconfigChoice, { surroundings, waysToName }: Search): Promise<Connection> {
  const connection = choice.context === undefined ? await connectionFromPod(surroundings) : undefined;
  if (connection !== undefined) return connection;
  throw new UserError(`no API server to ask: no kubeconfig at ${kubeconfigPaths(choice, surroundings).join(', ')}`, {
    hint: waysToName,
  });
}
