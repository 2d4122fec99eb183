import type { Finding } from '../findings/finding.ts';
import { revalidateCommand } from './commands.ts';
import { INVALID_SINCE_LABEL } from './secret-token.ts';
import type { SecretName } from './secret-token.ts';

/**
 * That the legacy token clean-up (KEP-2799) has marked a Secret. `since`: a day such as `2026-11-21`; undefined where it is not known.
 * `address`: the flags that lead to the cluster.
 */
export function markedInvalid(
  secret: SecretName,
  { since, address = [] }: { readonly since: string | undefined; readonly address?: readonly string[] },
): Finding {
  const { namespace, name } = secret;
  const day = since === undefined ? '' : ` since ${since}`;
  const message =
    `API servers refuse the token of the Secret ${namespace}/${name}${day}, as nobody had used it for a year. ` +
    `Without the label ${INVALID_SINCE_LABEL} it is good again`;
  return { id: 'T18', severity: 'error', message, mend: revalidateCommand(secret, address) };
}
