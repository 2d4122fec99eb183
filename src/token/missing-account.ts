import { closest } from '../findings/closest.ts';
import { readJson } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { listOf, mapOf, textOf } from '../kube/json-map.ts';
import { KubeError } from '../kube/kube-error.ts';
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
  try {
    const { body } = await readJson({ path: collectionPath({ apiVersion: 'v1', kind: 'ServiceAccount', namespace }) }, asking);
    const names = listOf(body['items']).flatMap((item) => textOf(metadataOf(mapOf(item))['name']) ?? []);
    return { kind: 'no-account', near: closest(name, names), namespace: names.length === 0 ? 'empty' : 'not-empty' };
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'forbidden')
      return { kind: 'no-account', near: undefined, namespace: 'unknown' };
    throw error;
  }
}
