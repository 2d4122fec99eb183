import { closest } from '../findings/closest.ts';
import { readJson, whereAllowed } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { listOf, mapOf, textOf } from '../kube/json-map.ts';
import { collectionPath, metadataOf } from '../kube/kube-object.ts';
import type { AccountName } from './account.ts';

/** There is no such account. */
export interface MissingAccount {
  readonly kind: 'no-account';
  /** The account of the namespace that was probably meant. */
  readonly near: string | undefined;
  /** `empty`: it has no account at all, so there is probably no such namespace, as each has one named default. */
  readonly namespace: 'empty' | 'not-empty' | 'unknown';
}

/** Looks which account was meant, as far as one may list them. Rejects with a {@link KubeError} for anything but that refusal. */
export async function missingAccount({ namespace, name }: AccountName, asking: Asking): Promise<MissingAccount> {
  const path = collectionPath({ apiVersion: 'v1', kind: 'ServiceAccount', namespace });
  const answer = await whereAllowed(readJson({ path }, asking));
  if (answer === undefined) return { kind: 'no-account', near: undefined, namespace: 'unknown' };
  const names = listOf(answer.body['items']).flatMap((item) => textOf(metadataOf(mapOf(item))['name']) ?? []);
  return { kind: 'no-account', near: closest(name, names), namespace: names.length === 0 ? 'empty' : 'not-empty' };
}
