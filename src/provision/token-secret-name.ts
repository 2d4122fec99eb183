import type { Asking } from '../kube/ask.ts';
import type { Transport } from '../kube/transport.ts';
import { firstTokenSecret } from '../token/account.ts';
import { rememberedSecret } from '../token/marks.ts';
import { readLive } from './live-object.ts';
import type { LiveObject } from './live-object.ts';
import { nameSecret } from './wish.ts';
import type { AccountWish, NamedWish } from './wish.ts';

/** A wish whose Secret has been chosen. */
export interface SecretChoice {
  readonly wish: NamedWish;
  /** The Secret that held the token before, where it is rotated. */
  readonly replaces: string | undefined;
}

export interface ChoiceOptions extends Asking<Transport> {
  /** The ServiceAccount as it is. */
  readonly account: LiveObject;
  /** Whether a new Secret is wanted. Where there was none at all, the first is new enough. */
  readonly rotate: boolean;
}

/**
 * The Secret that the account remembers, else its first. Rotation goes on behind it and behind every Secret that is there: under a name that
 * was used before, the token of that time would be good again. Rejects with a {@link KubeError}.
 */
export async function chooseTokenSecret(wish: AccountWish, { account, rotate, ...asking }: ChoiceOptions): Promise<SecretChoice> {
  const { namespace, name } = wish;
  const isThere = async (secret: string): Promise<boolean> =>
    (await readLive({ apiVersion: 'v1', kind: 'Secret', namespace, name: secret }, asking)).kind === 'present';
  const remembered = account.kind === 'present' ? rememberedSecret(account.object) : undefined;
  const named = nameSecret(wish, remembered);
  const isRotated = rotate && named.token === 'secret' && (remembered !== undefined || (await isThere(named.tokenSecret)));
  if (!isRotated) return { wish: named, replaces: undefined };
  let next = nextTokenSecret(name, named.tokenSecret);
  while (await isThere(next)) next = nextTokenSecret(name, next);
  return { wish: { ...named, tokenSecret: next }, replaces: named.tokenSecret };
}

/** The name after that of a Secret: `NAME-token`, `NAME-token-2`, `NAME-token-3`. A name of another form counts as the first. */
export function nextTokenSecret(account: string, secret: string): string {
  return `${firstTokenSecret(account)}-${turnOf(account, secret) + 1}`;
}

/** Whether a Secret comes behind another one in the order of rotations. */
export function isNewer(account: string, secret: string, { than }: { readonly than: string }): boolean {
  return turnOf(account, secret) > turnOf(account, than);
}

function turnOf(account: string, secret: string): number {
  const first = firstTokenSecret(account);
  const number = secret.startsWith(`${first}-`) ? secret.slice(first.length + 1) : '';
  return /^\d{1,9}$/.test(number) ? Number(number) : 1;
}
