import { mapOf, textOf } from '../kube/json-map.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { metadataOf } from '../kube/kube-object.ts';
import type { Asking } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import { firstTokenSecret, TOKEN_SECRET_ANNOTATION } from '../token/account.ts';
import type { AccountName } from '../token/account.ts';
import { readLive } from './live-object.ts';
import type { LiveObject } from './live-object.ts';

/** Which Secret is to hold the token of an account. */
export interface SecretChoice {
  readonly tokenSecret: string;
  /** The one that held it, where the token is rotated. */
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
export async function chooseTokenSecret(
  { namespace, name }: AccountName,
  { account, rotate, ...asking }: ChoiceOptions,
): Promise<SecretChoice> {
  const isThere = async (secret: string): Promise<boolean> =>
    (await readLive({ apiVersion: 'v1', kind: 'Secret', namespace, name: secret }, asking)).kind === 'present';
  const remembered = account.kind === 'present' ? rememberedSecret(account.object) : undefined;
  const current = remembered ?? firstTokenSecret(name);
  const isRotated = rotate && (remembered !== undefined || (await isThere(current)));
  if (!isRotated) return { tokenSecret: current, replaces: undefined };
  let next = nextTokenSecret(name, current);
  while (await isThere(next)) next = nextTokenSecret(name, next);
  return { tokenSecret: next, replaces: current };
}

/** The Secret that holds the token of a live account, as its annotation remembers; undefined where it remembers none. */
export function rememberedSecret(account: JsonMap): string | undefined {
  return textOf(mapOf(metadataOf(account)['annotations'])[TOKEN_SECRET_ANNOTATION]);
}

/** The name after that of a Secret: `NAME-token`, `NAME-token-2`, `NAME-token-3`. A name of another form counts as the first. */
export function nextTokenSecret(account: string, secret: string): string {
  const first = firstTokenSecret(account);
  const number = secret.startsWith(`${first}-`) ? secret.slice(first.length + 1) : '';
  return `${first}-${/^\d{1,9}$/.test(number) ? Number(number) + 1 : 2}`;
}
