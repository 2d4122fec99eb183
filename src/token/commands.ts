import { shellWord } from '../findings/shell-word.ts';
import { DEFAULT_NAME, firstTokenSecret, isShared, SERVICE_ACCOUNT_ANNOTATION, TOKEN_SECRET_TYPE } from './account.ts';
import type { AccountName } from './account.ts';
import { INVALID_SINCE_LABEL } from './secret-token.ts';
import type { SecretName } from './secret-token.ts';
import type { TokenPlace } from './token-text.ts';

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

/** Which cluster a command goes to, and where the token stands that it is to replace. */
export interface Replacement {
  readonly address: readonly string[];
  /** Absent, or stdin: the file `token` is written. */
  readonly place?: TokenPlace | undefined;
}

/** Sets up, and writes a token that does not expire to where the old one stands. */
export function renewCommand(
  account: AccountName | undefined,
  { address, place, options = [] }: Replacement & { readonly options?: readonly string[] },
): string {
  const config = configToWrite(place);
  const emission = config === undefined ? `--emit-token-file ${tokenFile(place)}` : `--emit-config ${shellWord(config)}`;
  return setupCommand(account, [...options, emission, ...address]);
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

/** Writes the token of the account's Secret to where the old one stands; into a config only setting up writes it. */
export function getCommand(account: AccountName | undefined, { address, place }: Replacement = { address: [] }): string {
  if (configToWrite(place) !== undefined) return renewCommand(account, { address, place });
  return ['k8s-disco token get', ...accountWords(account), `--out-file ${tokenFile(place)}`, ...address].join(' ');
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

/** Setting up one cluster writes no config of several. */
function configToWrite(place: TokenPlace | undefined): string | undefined {
  return place?.kind === 'inline' && place.cluster === undefined ? place.config : undefined;
}

/** For an entry in a config of several clusters, a file of its own. */
function tokenFile(place: TokenPlace | undefined): string {
  switch (place?.kind) {
    case 'file':
    case 'token-file':
      return shellWord(place.path);
    case 'inline':
      return place.cluster === undefined ? 'token' : shellWord(`token-${place.cluster}`);
    case 'stdin':
    case undefined:
      return 'token';
    default:
      return place satisfies never;
  }
}

function accountWords(account: AccountName | undefined): readonly string[] {
  return account === undefined ? [] : [shellWord(account.name), '-n', shellWord(account.namespace)];
}
