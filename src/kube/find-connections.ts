import { UserError } from '../findings/user-error.ts';
import type { Connection } from './connection.ts';
import { connectionFromFlags, override, type ConnectionFlags } from './flags.ts';
import { connectionFromPod } from './in-cluster.ts';
import { connectionFromKubeconfig, kubeconfigPaths, type KubeconfigChoice } from './kubeconfig.ts';
import type { Surroundings } from './surroundings.ts';

/** Everything a user may say of where and who, as given. */
export interface ConnectionChoice extends ConnectionFlags, KubeconfigChoice {}

/**
 * Which API servers to ask, as whom. The first that speaks decides: `--server`; the gateway's config; the kubeconfig; the pod this
 * runs in. Throws a {@link UserError} where nothing speaks or what does cannot be used. Opens no connection.
 */
export async function findConnections(choice: ConnectionChoice, surroundings: Surroundings): Promise<readonly Connection[]> {
  const { server } = choice;
  if (server !== undefined) return [await connectionFromFlags({ ...choice, server }, surroundings)];

  const wantsKubeconfig = choice.kubeconfig !== undefined || choice.context !== undefined;
  const connection =
    (await connectionFromKubeconfig(choice, surroundings)) ?? (wantsKubeconfig ? undefined : await connectionFromPod(surroundings));
  if (connection === undefined) {
    throw new UserError(`no API server to ask: no kubeconfig at ${kubeconfigPaths(choice, surroundings).join(', ')}`, {
      hint: 'give --kubeconfig FILE, --config FILE with the gateway\'s config, or --server URL',
    });
  }
  return [await override(connection, choice, surroundings)];
}
