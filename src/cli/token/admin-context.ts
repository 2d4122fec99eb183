import { UserError } from '../../findings/user-error.ts';
import { addressFlags } from '../../kube/address-flags.ts';
import type { Connection } from '../../kube/connection.ts';
import { connectionFromKubeconfig, kubeconfigPaths } from '../../kube/kubeconfig.ts';
import type { Host } from '../host.ts';
import type { TokenVerifyFlags } from './flags.ts';

/**
 * The connection of the `--admin-context` that was given for a cluster, whose `id` only multi-cluster mode has; undefined where there is
 * none. Throws a {@link UserError} for one that cannot be used.
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
  const connection = await connectionFromKubeconfig(choice, host);
  if (connection !== undefined) return { ...connection, flags: addressFlags(choice) };
  throw new UserError(`--admin-context needs a kubeconfig, and there is none at ${kubeconfigPaths(choice, host).join(', ')}`);
}

/** A context may hold an equals sign itself, so it is taken apart in multi-cluster mode alone. */
function contextOf(id: string | undefined, given: readonly string[]): string | undefined {
  if (id !== undefined) {
    const unnamed = given.find((text) => !/^[a-z0-9]+=./.test(text));
    if (unnamed === undefined) return given.find((text) => text.startsWith(`${id}=`))?.slice(id.length + 1);
    throw new UserError(`--admin-context ${unnamed} does not say of which cluster`, {
      hint: `write --admin-context ${id}=${unnamed}`,
    });
  }
  const [only, ...others] = given;
  if (others.length === 0) return only;
  throw new UserError(`--admin-context is given ${given.length} times, for one cluster`);
}
