import { whereAllowed } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { listOf, mapOf, textOf } from '../kube/json-map.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { metadataOf, readObject } from '../kube/kube-object.ts';
import { isAtLeast, readServerVersion } from '../kube/server-version.ts';
import type { ServerVersion } from '../kube/server-version.ts';
import { firstTokenSecret } from './account.ts';
import type { AccountName } from './account.ts';
import { rememberedSecret } from './marks.ts';
import { missingAccount } from './missing-account.ts';
import type { MissingAccount } from './missing-account.ts';
import { listTokenSecrets, readSecretToken } from './secret-token.ts';
import type { FilledSecret, TokenSecret, WaitingSecret } from './secret-token.ts';

/** Where the search for an account's token ended. */
export type FoundToken =
  | FilledSecret
  | WaitingSecret
  | MissingAccount
  /** The account is there, and no Secret is for it. */
  | { readonly kind: 'no-secret'; readonly version: ServerVersion | undefined }
  /** There is no Secret of the name that the user, or an annotation of the account, gives. */
  | { readonly kind: 'secret-gone'; readonly secret: string; readonly namedBy: 'user' | 'account' }
  /** There is one that no token controller fills, such as an Opaque one. */
  | { readonly kind: 'other-type'; readonly secret: string; readonly type: string }
  /** There is one for another account. */
  | { readonly kind: 'other-account'; readonly secret: TokenSecret }
  /** At least two, and nothing says which; oldest first. */
  | { readonly kind: 'several'; readonly secrets: readonly TokenSecret[] };

/**
 * Finds the token of an account: in the Secret that our annotation on it names; else in its only token Secret; else, before Kubernetes 1.24,
 * in the one that `secrets` of the account names, which the token controller made by itself then. Rejects with a {@link KubeError}.
 */
export async function findToken(account: AccountName, asking: Asking): Promise<FoundToken> {
  const { namespace, name } = account;
  const object = await readObject({ apiVersion: 'v1', kind: 'ServiceAccount', namespace, name }, asking);
  if (object === undefined) return missingAccount(account, asking);
  const remembered = rememberedSecret(object);
  if (remembered !== undefined) return tokenOfSecret(remembered, { namespace, account: name, namedBy: 'account', asking });

  const { uid } = metadataOf(object);
  const secrets = await listTokenSecrets(account, asking);
  // The token of an earlier account of that name is refused, and its Secret about to be deleted.
  const candidates = secrets.filter(({ accountUid }) => accountUid === undefined || accountUid === uid);
  if (candidates.length === 0) return noSecret(account, asking);
  return onlyOne(candidates) ?? (await madeByItself(candidates, { object, asking })) ?? { kind: 'several', secrets: candidates };
}

/** Takes the token of one Secret, which must be for `account` where that is given. Rejects with a {@link KubeError}. */
export async function tokenOfSecret(
  name: string,
  options: {
    readonly namespace: string;
    readonly account: string | undefined;
    readonly namedBy: 'user' | 'account';
    readonly asking: Asking;
  },
): Promise<FoundToken> {
  const { namespace, account, namedBy, asking } = options;
  const reading = await readSecretToken({ namespace, name }, asking);
  switch (reading.kind) {
    case 'absent':
      return { kind: 'secret-gone', secret: name, namedBy };
    case 'other-type':
      return { ...reading, secret: name };
    default:
      return account === undefined || account === reading.account ? reading : { kind: 'other-account', secret: reading };
  }
}

/** A Secret of the wrong type is not found by its type, so it is looked for by its usual name. */
async function noSecret({ namespace, name }: AccountName, asking: Asking): Promise<FoundToken> {
  const usual = firstTokenSecret(name);
  const reading = await readSecretToken({ namespace, name: usual }, asking);
  if (reading.kind === 'other-type') return { ...reading, secret: usual };
  return { kind: 'no-secret', version: await whereAllowed(readServerVersion(asking)) };
}

/** Newer clusters keep `secrets` of accounts that are older, but their Secrets are those that the legacy token clean-up is after. */
async function madeByItself<Secret extends TokenSecret>(
  candidates: readonly Secret[],
  { object, asking }: { readonly object: JsonMap; readonly asking: Asking },
): Promise<Secret | undefined> {
  if (isAtLeast(await whereAllowed(readServerVersion(asking)), 24)) return undefined;
  const named = listOf(object['secrets']).map((reference) => textOf(mapOf(reference)['name']));
  return onlyOne(candidates.filter(({ name }) => named.includes(name)));
}

function onlyOne<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
