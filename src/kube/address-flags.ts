import { shellWord } from '../findings/shell-word.ts';
import type { ConnectionFlags } from './flags.ts';
import type { KubeconfigChoice } from './kubeconfig.ts';

/** What a user may say of where an API server is and how far it is trusted. */
export type AddressChoice = KubeconfigChoice & Pick<ConnectionFlags, 'server' | 'certificateAuthority' | 'insecureSkipTlsVerify'>;

/**
 * The same again as words of a shell, for commands to be pasted: `--kubeconfig`, `kube.yaml`. kubectl has flags of these names, too. Empty
 * where none was given.
 */
export function addressFlags(choice: AddressChoice): readonly string[] {
  const { kubeconfig, context, server, certificateAuthority, insecureSkipTlsVerify } = choice;
  const values = Object.entries({
    '--kubeconfig': kubeconfig,
    '--context': context,
    '--server': server,
    '--certificate-authority': certificateAuthority,
  });
  return [
    ...values.flatMap(([flag, value]) => (value === undefined ? [] : [flag, shellWord(value)])),
    ...(insecureSkipTlsVerify === true ? ['--insecure-skip-tls-verify'] : []),
  ];
}
