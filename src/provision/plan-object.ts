import type { Finding } from '../findings/finding.ts';
import type { Asking } from '../kube/ask.ts';
import { failureOf } from '../kube/failure.ts';
import type { Failure } from '../kube/failure.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { KubeError } from '../kube/kube-error.ts';
import { referenceOf } from '../kube/kube-object.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import { differenceOf, overlaid } from './difference.ts';
import { missingOf, neededTo } from './needed-rights.ts';
import { objectText } from './object-text.ts';
import type { ObjectWish } from './object-wishes.ts';
import type { MissingRight, ObjectResult, ObjectState } from './report.ts';
import { standingOf } from './standing.ts';
import { applyObject } from './write-object.ts';

export interface ObjectPlanOptions extends Asking<Transport> {
  readonly force: boolean;
  readonly recreate: boolean;
}

/** What is to become of one object. */
export interface ObjectPlan {
  readonly object: KubeObject;
  /** As it was read; undefined where it was not. */
  readonly live: JsonMap | undefined;
  /** As it would be after the set-up. */
  readonly result: ObjectResult;
  readonly missing: readonly MissingRight[];
  readonly findings: readonly Finding[];
  /** Why the API server would not take it. */
  readonly failure?: Failure;
}

/** Whether the plan changes anything. */
export function isWritten({ result: { state } }: ObjectPlan): boolean {
  return state === 'created' || state === 'changed' || state === 'recreated';
}

/** The part of a plan that depends on what is there. */
type Outlook = Partial<Pick<ObjectPlan, 'missing' | 'findings' | 'failure'>> & {
  readonly state: ObjectState;
  readonly detail?: string | undefined;
  readonly difference?: readonly string[];
};

/** Finds out what is to become of an object and whether that is allowed; writes nothing. Rejects with a {@link KubeError}. */
export async function planObject(wish: ObjectWish, options: ObjectPlanOptions): Promise<ObjectPlan> {
  const { object, live } = wish;
  const { kind, namespace = null, name } = referenceOf(object);
  const { state, detail = wish.detail, difference = [], missing = [], findings = [], failure } = await outlookOf(wish, options);
  return {
    object,
    live: live.kind === 'present' ? live.object : undefined,
    result: { kind, namespace, name, state, ...(detail === undefined ? {} : { detail }), difference },
    missing,
    findings,
    ...(failure === undefined ? {} : { failure }),
  };
}

async function outlookOf(wish: ObjectWish, options: ObjectPlanOptions): Promise<Outlook> {
  const { object, live } = wish;
  if (live.kind === 'unreadable') return { state: 'not-reached', missing: await missingBlindly(wish, options) };
  if (live.kind === 'absent') return written(wish, { state: 'created', verbs: ['patch', 'create'], ...options });

  const standing = standingOf(live.object, object, options);
  const difference = differenceOf(object, { live: live.object, after: overlaid(live.object, object) });
  switch (standing.kind) {
    case 'fine':
      return { state: 'unchanged' };
    case 'foreign':
      return { state: 'foreign', detail: standing.detail, difference };
    case 'immutable':
      if (!options.recreate) return { state: 'immutable', detail: standing.detail, difference, findings: standing.findings };
      return written(wish, { state: 'recreated', verbs: ['delete', 'patch', 'create'], ...options });
    case 'appliable':
      return written(wish, { state: difference.length === 0 ? 'unchanged' : 'changed', verbs: ['patch'], ...options });
    default:
      return standing satisfies never;
  }
}

/** Reading it, which was refused a moment ago, and without knowing what is there, all that making it would take: an admin is asked once. */
async function missingBlindly({ object, grant }: ObjectWish, asking: Asking<Transport>): Promise<readonly MissingRight[]> {
  const reference = referenceOf(object);
  const needed = [neededTo('patch', reference), neededTo('create', reference), ...(grant === undefined ? [] : [grant])];
  return [neededTo('get', reference), ...(await missingOf(needed, asking))];
}

type Verb = Parameters<typeof neededTo>[0];

/** What becomes of an object that is to be written: `state`, unless the API server knows better. */
async function written(
  wish: ObjectWish,
  options: ObjectPlanOptions & { readonly state: ObjectState; readonly verbs: readonly Verb[] },
): Promise<Outlook> {
  const { object, live, grant, canDryRun } = wish;
  const { state, verbs, ...asking } = options;
  const before = live.kind === 'present' ? live.object : undefined;
  const difference = differenceOf(object, { live: before, after: before === undefined ? object : overlaid(before, object) });
  const needed = verbs.map((verb) => neededTo(verb, referenceOf(object)));
  const granting = grant === undefined || state === 'unchanged' ? [] : [grant];
  const missing = await missingOf([...needed, ...granting], asking);
  if (missing.length > 0) return { state, difference, missing };
  if (!canDryRun || state === 'recreated') return { state, difference };
  return dryRun(object, { ...asking, live: before });
}

async function dryRun(
  object: KubeObject,
  { live, ...options }: ObjectPlanOptions & { readonly live: JsonMap | undefined },
): Promise<Outlook> {
  const apply = (force: boolean): Promise<JsonMap> => applyObject(object, { ...options, force, dryRun: true });
  try {
    const difference = differenceOf(object, { live, after: await apply(options.force) });
    if (live === undefined) return { state: 'created', difference };
    return { state: difference.length === 0 ? 'unchanged' : 'changed', difference };
  } catch (error) {
    const holders = conflictsOf(error);
    if (holders === undefined) return { state: 'not-reached', failure: refusalOf(error, object) };
    return { state: 'conflict', detail: holders, difference: differenceOf(object, { live, after: await apply(true) }) };
  }
}

/** Which fields others have set, and who; undefined where it is another error. */
function conflictsOf(error: unknown): string | undefined {
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
