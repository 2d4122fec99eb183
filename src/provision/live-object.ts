import type { Asking } from '../kube/ask.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { readObject } from '../kube/kube-object.ts';
import type { ObjectReference } from '../kube/kube-object.ts';
import { mayI } from '../kube/reviews.ts';
import type { Transport } from '../kube/transport.ts';
import { rightTo } from './needed-rights.ts';

/** What is under the name of an object. */
export type LiveObject =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly object: JsonMap }
  /** Whoever asks may not read it. */
  | { readonly kind: 'unreadable' };

/** Reads an object where that is allowed. Rejects with a {@link KubeError} for anything else that stands in the way. */
export async function readLive(reference: ObjectReference, asking: Asking<Transport>): Promise<LiveObject> {
  const { allowed } = await mayI(rightTo('get', reference), asking);
  if (!allowed) return { kind: 'unreadable' };
  const object = await readObject(reference, asking);
  return object === undefined ? { kind: 'absent' } : { kind: 'present', object };
}
