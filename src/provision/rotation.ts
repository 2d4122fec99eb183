import type { Finding } from '../findings/finding.ts';
import { whereAllowed } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { deleteSecretCommand } from '../token/commands.ts';
import { readSecretToken } from '../token/secret-token.ts';
import type { SecretName } from '../token/secret-token.ts';

/**
 * When the Secret whose token was replaced may go; nothing where it is gone already. The gateway reads an inline token at start only and a
 * token_file from 3.13.0 on before each request, of which the longest watch lasts 2799 s (informer_factory.lua). Rejects with a
 * {@link KubeError}.
 */
export async function replacedSecret(secret: SecretName, asking: Asking): Promise<readonly Finding[]> {
  // Undefined where it may not be read, which is no reason to keep the rest back.
  const reading = await whereAllowed(readSecretToken(secret, asking));
  if (reading !== undefined && reading.kind !== 'filled') return [];
  const used = reading?.lastUsed === undefined ? '' : ` (last used ${reading.lastUsed})`;
  const message =
    `The old token stays good while its Secret ${secret.namespace}/${secret.name} is there${used}. A gateway has the new one after a ` +
    'reload, or, with token_file and 3.13.0 or newer, 47 min after the file has changed. ' +
    'Delete the Secret when all have it.';
  return [{ id: 'T07', severity: 'warning', message, mend: deleteSecretCommand(secret) }];
}
