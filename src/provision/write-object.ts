import { sendJson } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { dueBody } from '../kube/due-kind.ts';
import { listOf, textOf } from '../kube/json-map.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { KubeError } from '../kube/kube-error.ts';
import { metadataOf, objectPath, referenceOf } from '../kube/kube-object.ts';
import type { KubeObject, ObjectReference } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import type { TeardownObject } from './report.ts';

/** Under which name the API server remembers the fields that this program has set. */
export const FIELD_MANAGER = 'k8s-disco';

export interface ApplyOptions extends Asking<Transport> {
  /** Whether fields that other managers have set are taken over. */
  readonly force: boolean;
  /** Whether the API server only says what would become of it. */
  readonly dryRun: boolean;
}

/**
 * Server-side apply (KEP-555): the fields of the manifest get its values, fields that this program set before and that the manifest no longer
 * has are removed, all others stay. Promises the object as it is then. Rejects with a {@link KubeError}: `conflict`, with a cause for each
 * field, where another manager has set one to another value.
 */
export async function applyObject(object: KubeObject, options: ApplyOptions): Promise<JsonMap> {
  const { force, dryRun, ...asking } = options;
  const query = {
    fieldManager: FIELD_MANAGER,
    ...(force ? { force: 'true' } : {}),
    ...(dryRun ? { dryRun: 'All' } : {}),
  };
  const reference = referenceOf(object);
  const path = objectPath(reference);
  const contentType = 'application/apply-patch+yaml';
  const answer = await sendJson({ method: 'PATCH', path, query, body: object, contentType }, asking);
  return dueBody(answer, reference, asking.transport);
}

/** What became of an object that was to be deleted: gone, gone before, or marked for it and there until its finalizers are taken away. */
export type DeletionOutcome = Pick<TeardownObject, 'finalizers'> & { readonly state: 'deleted' | 'held' | 'absent' };

/**
 * Deletes the object if it is still as it was read: `live`. Of a Secret it is enough that it is still the same one: the API server itself
 * notes on it each day when its token was used. Rejects with a {@link KubeError}: `conflict` where it has
 * changed since.
 */
export async function deleteObject(
  reference: ObjectReference,
  { live, ...asking }: Asking<Transport> & { readonly live: JsonMap },
): Promise<DeletionOutcome> {
  const { uid, resourceVersion } = metadataOf(live);
  const version = reference.kind === 'Secret' ? {} : { resourceVersion: textOf(resourceVersion) };
  const preconditions = { uid: textOf(uid), ...version };
  try {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions };
    const answer = await sendJson({ method: 'DELETE', path: objectPath(reference), body }, asking);
    // The object itself is answered where it is held, but of some kinds also where it is gone.
    const due = answer.body['kind'] === 'Status' ? { kind: 'Status' } : reference;
    const finalizers = listOf(metadataOf(dueBody(answer, due, asking.transport))['finalizers']).flatMap(
      (finalizer) => textOf(finalizer) ?? [],
    );
    return finalizers.length === 0 ? { state: 'deleted' } : { state: 'held', finalizers };
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'not-found') return { state: 'absent' };
    throw error;
  }
}
