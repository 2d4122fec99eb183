import type { ClusterConfig } from '../../apisix/discovery-config/model.ts';
import { UserError } from '../../findings/user-error.ts';
import { addressFlags } from '../../kube/address-flags.ts';
import type { Connection } from '../../kube/connection.ts';
import { connectionFromKubeconfig, contextNames, contextsOfServer, kubeconfigPaths } from '../../kube/kubeconfig.ts';
import type { KubeconfigChoice } from '../../kube/kubeconfig.ts';
import type { Host } from '../host.ts';
import type { TokenVerifyFlags } from './flags.ts';
import { kubeconfigOf } from './known-admin.ts';

/** What is wrong with an `--admin-context`, and so with the command, not with any cluster. */
export class AdminContextError extends UserError {}

/**
 * The connection of the `--admin-context` that was given for a cluster, whose `id` only multi-cluster mode has; undefined where there is
 * none. Throws an {@link AdminContextError} for one that does not exist or is not clear, and a {@link UserError} for a kubeconfig that
 * cannot be used.
 */
export async function adminOf(
  id: string | undefined,
  {
    flags: { adminContext, kubeconfig },
    host,
  }: { readonly flags: Pick<TokenVerifyFlags, 'adminContext' | 'kubeconfig'>; readonly host: Host },
): Promise<Connection | undefined> {
  const context = contextOf(id, adminContext);
  if (context === undefined) return undefined;
  const choice = { context, ...(kubeconfig === undefined ? {} : { kubeconfig }) };
  await checkContext(choice, host);
  const connection = await usable(choice, host);
  if (connection !== undefined) return { ...connection, flags: addressFlags(choice) };
  const places = kubeconfigPaths(choice, host).join(', ');
  throw new AdminContextError(`--admin-context needs a kubeconfig, and there is none at ${places}`);
}

/** What a context lacks, such as its user, is a mistake of the command as much as a context that is not there. */
async function usable(choice: KubeconfigChoice & { readonly context: string }, host: Host): Promise<Connection | undefined> {
  try {
    return await connectionFromKubeconfig(choice, host);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, place, hint } = error;
    const details = { ...(place === undefined ? {} : { place }), ...(hint === undefined ? {} : { hint }), cause: error };
    throw new AdminContextError(`--admin-context ${choice.context}: ${message}`, details);
  }
}

/**
 * Throws an {@link AdminContextError} for an admin of another API server than the one in question, where the kubeconfig has a context for that
 * very one: what he is told would be of another cluster, and commands for him would change that.
 */
export async function checkAdminServer(
  admin: Pick<Connection, 'name' | 'server'>,
  {
    connection: { server },
    flags,
    host,
  }: {
    readonly connection: Pick<Connection, 'server'>;
    readonly flags: Pick<TokenVerifyFlags, 'kubeconfig'>;
    readonly host: Host;
  },
): Promise<void> {
  if (admin.server.origin === server.origin) return;
  const [context] = await contextsOfServer(server, kubeconfigOf(flags), host);
  if (context === undefined) return;
  throw new AdminContextError(`--admin-context ${admin.name} leads to ${admin.server.origin}, which is not ${server.origin}`, {
    hint: `The context ${context} leads there`,
  });
}

/** Where there are no contexts at all, the kubeconfig is at fault. */
async function checkContext(choice: KubeconfigChoice & { readonly context: string }, host: Host): Promise<void> {
  const names = await contextNames(choice, host);
  if (names.length === 0 || names.includes(choice.context)) return;
  throw new AdminContextError(`--admin-context ${JSON.stringify(choice.context)} is no context of the kubeconfig`, {
    hint: `It takes one of: ${names.toSorted().join(', ')}`,
  });
}

/** `east=prod-admin`. */
const NAMES_CLUSTER = /^[a-z0-9]+=./;

/** Throws an {@link AdminContextError} for one that is given for a cluster of multi-cluster mode that the config does not have. */
export function checkAdminIds(clusters: readonly Pick<ClusterConfig, 'id'>[], given: readonly string[]): void {
  const ids = clusters.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return;
  // One that says no cluster at all is told with what to write.
  const stray = given.find((text) => NAMES_CLUSTER.test(text) && !ids.some((id) => text.startsWith(`${id}=`)));
  if (stray === undefined) return;
  throw new AdminContextError(`--admin-context ${stray} is for no cluster of the config`, {
    hint: `It has ${ids.join(', ')}`,
  });
}

/** A context may hold an equals sign itself, so it is taken apart in multi-cluster mode alone. */
function contextOf(id: string | undefined, given: readonly string[]): string | undefined {
  if (id !== undefined) {
    const unnamed = given.find((text) => !NAMES_CLUSTER.test(text));
    if (unnamed === undefined) return given.find((text) => text.startsWith(`${id}=`))?.slice(id.length + 1);
    throw new AdminContextError(`--admin-context ${unnamed} does not say of which cluster`, {
      hint: `write --admin-context ${id}=${unnamed}`,
    });
  }
  const [only, ...others] = given;
  if (others.length === 0) return only;
  throw new AdminContextError(`--admin-context is given ${given.length} times, for one cluster`);
}
