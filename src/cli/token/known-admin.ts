import { NEWEST_RELEASE } from '../../apisix/release.ts';
import { shellWord } from '../../findings/shell-word.ts';
import { UserError } from '../../findings/user-error.ts';
import { addressFlags } from '../../kube/address-flags.ts';
import type { Connection } from '../../kube/connection.ts';
import { contextsOfServer } from '../../kube/kubeconfig.ts';
import type { KubeconfigChoice } from '../../kube/kubeconfig.ts';
import type { Host } from '../host.ts';
import type { TokenVerifyFlags } from './flags.ts';

/** `--kubeconfig`, where it was given. */
export function kubeconfigOf({ kubeconfig }: Pick<TokenVerifyFlags, 'kubeconfig'>): Pick<KubeconfigChoice, 'kubeconfig'> {
  return kubeconfig === undefined ? {} : { kubeconfig };
}

/**
 * The context that leads to an API server, the current one rather than another; undefined where none does. A kubeconfig that cannot be read
 * names none, unless the user named it: then a {@link UserError} says what is wrong.
 */
export async function contextOfServer(
  { server }: Pick<Connection, 'server'>,
  { flags, host }: { readonly flags: Pick<TokenVerifyFlags, 'kubeconfig'>; readonly host: Host },
): Promise<string | undefined> {
  try {
    const [context] = await contextsOfServer(server, kubeconfigOf(flags), host);
    return context;
  } catch (error) {
    if (flags.kubeconfig === undefined && error instanceof UserError) return undefined;
    throw error;
  }
}

/**
 * Verifies the same with a context as the admin, to be pasted; `id` is the cluster's in multi-cluster mode. Undefined without a context, and
 * for a token of stdin, which is gone.
 */
export function askAgainCommand(
  context: string | undefined,
  flags: TokenVerifyFlags & { readonly id?: string | undefined },
): string | undefined {
  const { file, config, gatewayVersion, adminContext, id } = flags;
  if (context === undefined || file === '-' || (file === undefined && config === undefined)) return undefined;
  const admins = [...adminContext, id === undefined ? context : `${id}=${context}`];
  return [
    'k8s-disco token verify',
    ...(file === undefined ? [] : [shellWord(file)]),
    ...(config === undefined ? [] : ['--config', shellWord(config)]),
    ...(gatewayVersion.version === NEWEST_RELEASE ? [] : ['--gateway-version', gatewayVersion.version]),
    ...addressFlags(flags),
    ...admins.flatMap((admin) => ['--admin-context', shellWord(admin)]),
  ].join(' ');
}
