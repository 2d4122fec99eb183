import { shellWord } from '../findings/shell-word.ts';
import { isAtLeast, versionText } from '../kube/server-version.ts';
import type { ServerVersion } from '../kube/server-version.ts';
import type { AccountName } from './account.ts';
import { isShared } from './account.ts';
import {
  deleteSecretCommand,
  getCommand,
  remakeSecretCommand,
  renewCommand,
  setupCommand,
  setupTokenCommand,
} from './commands.ts';
import type { FoundToken } from './find-token.ts';
import type { MissingAccount } from './missing-account.ts';
import type { TokenFailure } from './report.ts';
import type { FilledSecret, SecretName, WaitingSecret } from './secret-token.ts';

/** Everything that a search can come to but a token. */
type Missing = Exclude<FoundToken, FilledSecret>;

/** Whose token is missing, and the flags that lead to its cluster, for commands to be pasted. */
export interface Wanted {
  readonly account: AccountName;
  readonly address: readonly string[];
}

/** Why there is no token of an account, and what to do. */
export function explainMissing(missing: Missing, { account, address }: Wanted): TokenFailure {
  const { namespace, name } = account;
  switch (missing.kind) {
    case 'no-account':
      return explainMissingAccount(missing, { account, address });
    case 'no-secret':
      return explainNoSecret(missing.version, { account, address });
    case 'secret-gone':
      return missing.namedBy === 'account'
        ? {
            id: 'T11',
            message: `the Secret ${namespace}/${missing.secret}, which the account ${name} names, is gone, and its token is refused since`,
            hint: 'Setting up makes it again, and with it the very same token.',
            mend: setupCommand(account, address),
          }
        : {
            message: `there is no Secret ${namespace}/${missing.secret}`,
            hint: 'Without --secret, the Secret is found by its account.',
          };
    case 'other-type':
      return {
        id: 'T14',
        message: `the Secret ${namespace}/${missing.secret} is of type ${missing.type}, so no token controller puts a token into it`,
        hint: 'The type of a Secret cannot be changed. Setting up with --recreate makes one of the right type.',
        mend: setupCommand(account, ['--recreate', ...address]),
      };
    case 'other-account':
      return {
        message: `the Secret ${namespace}/${missing.secret.name} is for the account ${missing.secret.account}, not for ${name}`,
        hint: 'Its token, all the same:',
        mend: getCommand(undefined, {
          address: ['-n', shellWord(namespace), '--secret', shellWord(missing.secret.name), ...address],
        }),
      };
    case 'waiting':
      return explainWaiting(missing);
    case 'several':
      return {
        message: `${namespace}/${name} has ${missing.secrets.length} token Secrets, and nothing says which is meant`,
        hint: 'Choose one with --secret NAME.',
      };
    default:
      return missing satisfies never;
  }
}

const OF_EVERY_POD = 'Every pod runs as default that names no account, so set up one for the gateway.';

/** Why there is no such account. */
export function explainMissingAccount({ near, namespace }: MissingAccount, { account, address }: Wanted): TokenFailure {
  const message = `there is no service account ${account.namespace}/${account.name}`;
  if (near !== undefined) return { message, hint: `Did you mean ${near}?` };
  if (namespace === 'empty') return { message, hint: `Nor any other, so is there a namespace ${account.namespace} at all?` };
  const hint = isShared(account) ? OF_EVERY_POD : 'Setting up makes it, with its rights and its token.';
  return { message, hint, mend: setupTokenCommand(account, { address }) };
}

/** Why what a Secret holds is no token. */
export function explainGarbage({ namespace, name }: SecretName, { account, address }: Wanted): TokenFailure {
  return {
    id: 'T03',
    message: `the Secret ${namespace}/${name} holds something that is no token: no HTTP header can carry it`,
    hint: 'Delete it, and once it is made again the token controller fills it.',
    mend: `${deleteSecretCommand({ namespace, name }, address)} && ${remakeSecretCommand(account, { secret: name, address })}`,
  };
}

function explainNoSecret(version: ServerVersion | undefined, { account, address }: Wanted): TokenFailure {
  const { namespace, name } = account;
  if (version !== undefined && !isAtLeast(version, 24)) {
    return {
      id: 'T17',
      message: `no Secret holds a token of ${namespace}/${name}, though Kubernetes ${versionText(version)} makes one for every account`,
      hint: 'Its token controller does, a part of kube-controller-manager. Is that running?',
    };
  }
  return {
    id: 'T13',
    message: `no Secret holds a token of ${namespace}/${name}: Kubernetes makes none by itself since 1.24`,
    hint: isShared(account) ? OF_EVERY_POD : 'That of a Secret lasts; token create issues one that ends.',
    mend: renewCommand(account, { address }),
  };
}

function explainWaiting({ namespace, name }: WaitingSecret): TokenFailure {
  return {
    id: 'T17',
    message: `the Secret ${namespace}/${name} holds no token yet`,
    hint: 'The token controller, a part of kube-controller-manager, fills it within a second. Is that running?',
  };
}
