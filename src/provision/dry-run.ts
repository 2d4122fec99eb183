import type { Asking } from '../kube/ask.ts';
import { failureOf } from '../kube/failure.ts';
import type { Failure } from '../kube/failure.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { KubeError } from '../kube/kube-error.ts';
import { objectText, referenceOf } from '../kube/kube-object.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import { differenceOf } from './difference.ts';
import { applyObject } from './write-object.ts';

/** What an API server says would become of an object if it were applied. */
export type DryRun =
  | { readonly state: 'created' | 'changed' | 'unchanged'; readonly difference: readonly string[] }
  /** `detail`: which fields others have set, and who. */
  | { readonly state: 'conflict'; readonly detail: string; readonly difference: readonly string[] }
  /** The API server would not take it. */
  | { readonly state: 'not-reached'; readonly failure: Failure };

export interface DryRunOptions extends Asking<Transport> {
  /** The object as it was read; undefined where there is none. */
  readonly live: JsonMap | undefined;
  /** Whether fields that other managers have set are taken over. */
  readonly force: boolean;
}

/** Has an API server try to apply an object without storing it. A refusal is an answer, too. Rejects with a {@link KubeError} where it fails a second time. */
export async function dryRun(object: KubeObject, { live, force, ...asking }: DryRunOptions): Promise<DryRun> {
  const differenceBy = async (forced: boolean): Promise<readonly string[]> =>
    differenceOf(object, { live, after: await applyObject(object, { ...asking, force: forced, dryRun: true }) });
  try {
    const difference = await differenceBy(force);
    if (live === undefined) return { state: 'created', difference };
    return { state: difference.length === 0 ? 'unchanged' : 'changed', difference };
  } catch (error) {
    const detail = conflictOf(error);
    if (detail === undefined) return { state: 'not-reached', failure: refusalOf(error, object) };
    return { state: 'conflict', detail, difference: await differenceBy(true) };
  }
}

/** Which fields others have set, and who; undefined where it is another error. */
function conflictOf(error: unknown): string | undefined {
  if (!(error instanceof KubeError) || error.kind !== 'conflict') return undefined;
  const fields = error.details.causes?.filter(({ reason }) => reason === 'FieldManagerConflict') ?? [];
  return fields.length === 0 ? undefined : fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
}

/** All that a dry run may miss is the namespace. */
function refusalOf(error: unknown, object: KubeObject): Failure {
  const { namespace } = object.metadata;
  if (error instanceof KubeError && error.kind === 'not-found' && namespace !== undefined) {
    return { message: `there is no namespace ${namespace}: make it first, or give --create-namespace` };
  }
  const { message, ...id } = failureOf(error);
  return { ...id, message: `${objectText(referenceOf(object))}: ${message}` };
}
