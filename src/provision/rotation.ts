import type { Finding } from '../findings/finding.ts';
import type { Asking } from '../kube/ask.ts';
import { deleteSecretCommand } from '../token/commands.ts';
import { readSecretToken } from '../token/secret-token.ts';
import type { SecretName } from '../token/secret-token.ts';

/**
 * When the Secret whose token was replaced may go; nothing where it is gone already. The gateway reads an inline token at start only and a
 * token_file from 3.13.0 on before each request, of which the longest watch lasts 2799 s (informer_factory.lua). Rejects with a
 * {@link KubeError}.
 */
export async function replacedSecret({ namespace, name }: SecretName, asking: Asking): Promise<readonly Finding[]> {
  const reading = await readSecretToken({ namespace, name }, asking);
  if (reading.kind !== 'filled') return [];
  const used = reading.lastUsed === undefined ? '' : ` (last used ${reading.lastUsed})`;
  const message =
    `The token of the Secret ${namespace}/${name} is good as before${used}. Delete it when every gateway has the new one: one with ` +
    'the token in its config after a reload, one with token_file, from 3.13.0 on, 47 minutes after the file has changed. ' +
    `Then: ${deleteSecretCommand({ namespace, name })}`;
  return [{ id: 'T07', severity: 'info', message }];
}
