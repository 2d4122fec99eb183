import { UserError } from '../../findings/user-error.ts';
import { contextNames, kubeconfigPaths } from '../../kube/kubeconfig.ts';
import type { Host } from '../host.ts';
import type { DoctorFlags } from './flags.ts';

/**
 * Rejects with a {@link UserError} for a `--kubeconfig` that cannot be read and a `--context` that is not there: they are wrong usage, and
 * tell nothing of the discovery. Without these flags nothing is read.
 */
export async function checkKubeconfig(
  { kubeconfig, context }: Pick<DoctorFlags, 'kubeconfig' | 'context'>,
  host: Host,
): Promise<void> {
  if (kubeconfig === undefined && context === undefined) return;
  const choice = kubeconfig === undefined ? {} : { kubeconfig };
  const names = await contextNames(choice, host);
  if (context === undefined || names.includes(context)) return;
  const places = kubeconfigPaths(choice, host).join(', ');
  throw new UserError(`--context ${JSON.stringify(context)} is no context of the kubeconfig`, {
    hint: names.length === 0 ? `There is none at ${places}` : `In ${places} are: ${names.toSorted().join(', ')}`,
  });
}
