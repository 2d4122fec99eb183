import { shellWord } from '../../findings/shell-word.ts';
import { addressFlags } from '../../kube/address-flags.ts';
import type { DoctorFlags } from './flags.ts';

/**
 * Examines the same again with a context as the admin, to be pasted; `id` is the cluster's in multi-cluster mode. No quiet watch is held again.
 * Undefined without a context, and with a token on the command line, which is a secret.
 */
export function askAgainCommand(
  context: string | undefined,
  flags: DoctorFlags & { readonly id: string | undefined },
): string | undefined {
  const { config, routes, envFile, gatewayVersion, slices, token, tokenFile, adminContext, names, id } = flags;
  const { controlApi, category, check, pre, dial } = flags;
  if (context === undefined || token !== undefined) return undefined;
  const admins = [...adminContext, id === undefined ? context : `${id}=${context}`];
  return [
    'k8s-disco doctor',
    ...named('--config', config),
    ...routes.flatMap((path) => named('--routes', path)),
    ...named('--env-file', envFile),
    ...named('--gateway-version', gatewayVersion?.version),
    ...(slices === true ? ['--slices'] : []),
    ...named('--control-api', controlApi?.href),
    ...category.flatMap((one) => named('--category', one)),
    ...check.flatMap((one) => named('--check', one)),
    ...(pre === true ? ['--pre'] : []),
    ...(dial ? [] : ['--no-dial']),
    ...named('--token-file', tokenFile),
    ...addressFlags(flags),
    ...admins.flatMap((admin) => named('--admin-context', admin)),
    ...names.map(shellWord),
  ].join(' ');
}

function named(flag: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [flag, shellWord(value)];
}
