import { RESOURCES } from '../apisix/view.ts';
import type { Resource } from '../apisix/view.ts';
import { resourceGroup } from '../discovery/request.ts';
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

/**
 * Whether an account is none of this program's, by its name: a set-up refuses to touch those that others made, so commands for it leave what there is
 * as it is. In place of `default` a set-up makes its own.
 */
export function mayBeForeign(account: AccountName | undefined): account is AccountName {
  return account !== undefined && account.name !== DEFAULT_NAME && !isShared(account);
}

/** Which rights an account lacks, and which it has beside them. */
export interface LackedRights {
  readonly lacking: readonly [Resource, ...Resource[]];
  /** A set-up would take away what it does not name. */
  readonly granted: readonly Resource[];
  readonly address: readonly string[];
  /** Whether this program made the account; absent where nobody knows. */
  readonly isOurs?: boolean | undefined;
}

/** Gives an account the rights to list and watch that it lacks, and takes none away. */
export function rightsCommand(account: AccountName | undefined, { lacking, granted, address, isOurs }: LackedRights): string {
  if (isOurs !== true && mayBeForeign(account)) return grantCommand(account, { resources: lacking, address });
  const resources = RESOURCES.filter((resource) => lacking.includes(resource) || granted.includes(resource));
  return setupCommand(account, ['--resources', resources.join(','), ...address]);
}

/** A role of its own for an account, whoever made that, and the binding. */
export function grantCommand(
  { namespace, name }: AccountName,
  { resources, address }: { readonly resources: readonly Resource[]; readonly address: readonly string[] },
): string {
  const role = shellWord([namespace, name, ...resources].join('-'));
  const subject = shellWord(`${namespace}:${name}`);
  const commands = [
    ['kubectl create', ...createRoleWords(role, resources), ...address],
    ['kubectl create clusterrolebinding', role, `--clusterrole=${role}`, `--serviceaccount=${subject}`, ...address],
  ];
  return commands.map((words) => words.join(' ')).join(' && ');
}

/** For `kubectl create`; `role` as a word of a shell. */
export function createRoleWords(role: string, resources: readonly Resource[]): readonly string[] {
  const qualified = resources.map((resource) => [resource, resourceGroup(resource)].filter((part) => part !== '').join('.'));
  return ['clusterrole', role, '--verb=list,watch', `--resource=${qualified.join(',')}`];
}

/** Which cluster a command goes to, and where the token stands that it is to replace. */
export interface Replacement {
  readonly address: readonly string[];
  /** Absent, or stdin: the file `token` is written. */
  readonly place?: TokenPlace | undefined;
}

/**
 * Writes a token that does not expire, of an account that is there, to where the old one stands: where that is a file and the account may be of others,
 * from a Secret made for it. Into a config only setting up writes it, which says how to go on with what others made.
 */
export function renewCommand(account: AccountName | undefined, replacement: Replacement): string {
  const { address, place } = replacement;
  if (configToWrite(place) !== undefined || !mayBeForeign(account)) return setupTokenCommand(account, replacement);
  const secret = firstTokenSecret(account.name);
  const apply = applySecretCommand(account, { secret, verb: 'apply', address });
  // The token controller fills it within a second.
  return `${apply} && sleep 2 && ${getTokenCommand(account, { address, place, options: ['--secret', shellWord(secret)] })}`;
}

/** Sets up, and writes a token that does not expire to where the old one stands. */
export function setupTokenCommand(
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
  const isOfSetup = account.name === DEFAULT_NAME && secret === firstTokenSecret(account.name);
  return isOfSetup ? setupCommand(account, address) : applySecretCommand(account, { secret, verb: 'create', address });
}

/** `apply` where it may be there. */
function applySecretCommand(
  { namespace, name }: AccountName,
  { secret, verb, address }: { readonly secret: string; readonly verb: 'apply' | 'create'; readonly address: readonly string[] },
): string {
  const metadata = { name: secret, namespace, annotations: { [SERVICE_ACCOUNT_ANNOTATION]: name } };
  const manifest = { apiVersion: 'v1', kind: 'Secret', metadata, type: TOKEN_SECRET_TYPE };
  return [`echo ${shellWord(JSON.stringify(manifest))} | kubectl ${verb} -f -`, ...address].join(' ');
}

/** Writes the token of the account's Secret to where the old one stands; into a config only setting up writes it. */
export function getCommand(account: AccountName | undefined, { address, place }: Replacement = { address: [] }): string {
  const isInConfig = configToWrite(place) !== undefined;
  return isInConfig ? setupTokenCommand(account, { address, place }) : getTokenCommand(account, { address, place });
}

function getTokenCommand(
  account: AccountName | undefined,
  { address, place, options = [] }: Replacement & { readonly options?: readonly string[] },
): string {
  return ['k8s-disco token get', ...accountWords(account), ...options, `--out-file ${tokenFile(place)}`, ...address].join(' ');
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
