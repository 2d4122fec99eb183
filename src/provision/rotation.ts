import { inWords } from '../apisix/in-words.ts';
import type { Finding } from '../findings/finding.ts';
import { whereAllowed } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { deleteSecretsCommand } from '../token/commands.ts';
import { TOKEN_SECRET_ANNOTATION } from '../token/marks.ts';
import { listTokenSecrets } from '../token/secret-token.ts';
import { isNewer } from './token-secret-name.ts';
import type { NamedWish } from './wish.ts';

/** What is known of the Secrets of an account without looking for them. */
export interface LeftSecretsOptions extends Asking {
  /** The one that was replaced, or that is not needed any more; undefined where there was none. */
  readonly replaced: string | undefined;
  /** The flags that lead to the cluster, for the command to be pasted. */
  readonly address: readonly string[];
}

/** When gateways have another token. */
const OF_CONFIG =
  'A gateway has the new one after a reload, or, with token_file and 3.13.0 or newer, 47 min after the file has changed';
const OF_POD = 'A gateway in a pod of this account has that of its pod';

/**
 * The Secrets of the account beside the one of the wish, whose tokens stay good, and when they may go; nothing where there are none. Where
 * they may not be listed, `replaced` alone is told. The gateway reads an inline token at start only and a token_file from 3.13.0 on before
 * each request, of which the longest watch lasts 2799 s (informer_factory.lua). Rejects with a {@link KubeError}.
 */
export async function leftSecrets(
  { namespace, name, token, tokenSecret }: NamedWish,
  { replaced, address, ...asking }: LeftSecretsOptions,
): Promise<readonly Finding[]> {
  const listed = await whereAllowed(listTokenSecrets({ namespace, name }, asking));
  const good = listed?.filter((secret) => secret.kind === 'filled' && (token !== 'secret' || secret.name !== tokenSecret));
  const left = good ?? (replaced === undefined ? [] : [{ name: replaced, lastUsed: undefined }]);
  if (left.length === 0) return [];
  const used = (day: string | undefined): string => (day === undefined ? '' : ` (last used ${day})`);
  const names = inWords(
    left.map((secret) => `${namespace}/${secret.name}${used(secret.lastUsed)}`),
    'and',
  );
  const fact =
    left.length === 1
      ? `The old token stays good while its Secret ${names} is there`
      : `The old tokens stay good while their Secrets ${names} are there`;
  const message = `${fact}. ${token === 'none' ? OF_POD : OF_CONFIG}. Delete ${left.length === 1 ? 'the Secret' : 'them'} when all have it.`;
  const mend = deleteSecretsCommand({ namespace, names: left.map((secret) => secret.name) }, address);
  return [{ id: 'T07', severity: 'warning', message, mend }];
}

/**
 * Secrets of the account from later rotations than the one that it names: somebody has set the annotation back, as applying a manifest from
 * before does. Nothing where there are none, or where they may not be listed. Rejects with a {@link KubeError}.
 */
export async function newerSecrets({ namespace, name, tokenSecret }: NamedWish, asking: Asking): Promise<readonly Finding[]> {
  if (tokenSecret === undefined) return [];
  const listed = (await whereAllowed(listTokenSecrets({ namespace, name }, asking))) ?? [];
  const newer = listed.filter((secret) => secret.isOurs && isNewer(name, secret.name, { than: tokenSecret }));
  if (newer.length === 0) return [];
  const names = inWords(
    newer.map((secret) => `${namespace}/${secret.name}`),
    'and',
  );
  const fact = `The account names the Secret ${tokenSecret} (annotation ${TOKEN_SECRET_ANNOTATION}), while ${names} came later`;
  const message = `${fact}: was a manifest from before a rotation applied? Gateways are given the older token. Name the newer Secret in the manifest.`;
  return [{ id: 'T07', severity: 'warning', message }];
}
