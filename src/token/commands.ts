import { shellWord } from '../findings/shell-word.ts';
import { DEFAULT_NAME, firstTokenSecret, isShared, SERVICE_ACCOUNT_ANNOTATION, TOKEN_SECRET_TYPE } from './account.ts';
import type { AccountName } from './account.ts';
import { INVALID_SINCE_LABEL } from './secret-token.ts';
import type { SecretName } from './secret-token.ts';

// Commands to paste; where the account is not known, those for the one that this program makes. `address`: the flags of the connection
// that they are to go to.

/**
 * Makes the account, its rights and its token Secret, as far as they are missing. In place of `default`, as which every pod runs that names no
 * account, it makes the one of this program.
 */
export function setupCommand(account: AccountName | undefined, options: readonly string[] = []): string {
  if (account === undefined) return ['k8s-disco setup-rbac', ...options].join(' ');
  const name = account.name === DEFAULT_NAME || isShared(account) ? [] : ['--name', shellWord(account.name)];
  return ['k8s-disco setup-rbac', '-n', shellWord(account.namespace), ...name, ...options].join(' ');
}

/** Sets up, and writes a token that does not expire into the file `token`. */
export function renewCommand(account: AccountName | undefined, address: readonly string[] = []): string {
  return setupCommand(account, ['--emit-token-file token', ...address]);
}

/** Makes a token Secret of the account again that is gone. */
export function remakeSecretCommand(
  account: AccountName,
  { secret, address = [] }: { readonly secret: string; readonly address?: readonly string[] },
): string {
  const { namespace, name } = account;
  if (secret === firstTokenSecret(name) && !isShared(account)) return setupCommand(account, address);
  const metadata = { name: secret, namespace, annotations: { [SERVICE_ACCOUNT_ANNOTATION]: name } };
  const manifest = { apiVersion: 'v1', kind: 'Secret', metadata, type: TOKEN_SECRET_TYPE };
  return [`echo ${shellWord(JSON.stringify(manifest))} | kubectl create -f -`, ...address].join(' ');
}

/** Writes the token of the account's Secret into the file `token`. */
export function getCommand(account: AccountName | undefined, address: readonly string[] = []): string {
  return ['k8s-disco token get', ...accountWords(account), '--out-file token', ...address].join(' ');
}

/** Lets API servers take the token of a Secret again that the legacy token clean-up (KEP-2799) has marked. */
export function revalidateCommand({ namespace, name }: SecretName, address: readonly string[] = []): string {
  const words = ['kubectl label secret', shellWord(name), '-n', shellWord(namespace), `${INVALID_SINCE_LABEL}-`, ...address];
  return words.join(' ');
}

/** Deletes a Secret, and with it the token that it holds. */
export function deleteSecretCommand({ namespace, name }: SecretName, address: readonly string[] = []): string {
  return deleteSecretsCommand({ namespace, names: [name] }, address);
}

/** Deletes several. */
export function deleteSecretsCommand(
  { namespace, names }: { readonly namespace: string; readonly names: readonly string[] },
  address: readonly string[] = [],
): string {
  return ['kubectl delete secret', ...names.map(shellWord), '-n', shellWord(namespace), ...address].join(' ');
}

function accountWords(account: AccountName | undefined): readonly string[] {
  return account === undefined ? [] : [shellWord(account.name), '-n', shellWord(account.namespace)];
}
