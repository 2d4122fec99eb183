import type { Finding } from '../findings/finding.ts';
import type { Asking } from '../kube/ask.ts';
import type { Failure } from '../kube/failure.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { objectText, referenceOf } from '../kube/kube-object.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import { differenceOf, overlaid } from './difference.ts';
import { dryRun } from './dry-run.ts';
import { missingOf, rightTo } from './needed-rights.ts';
import type { WritingVerb } from './needed-rights.ts';
import type { ObjectWish } from './object-wishes.ts';
import type { MissingRight, ObjectResult, ObjectState } from './report.ts';
import { standingOf } from './standing.ts';

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
type Outlook = Partial<Pick<ObjectPlan, 'missing' | 'findings' | 'failure'>> &
  Pick<ObjectResult, 'overriddenBy' | 'serves'> & {
    readonly state: ObjectState;
    readonly detail?: string | undefined;
    readonly difference?: readonly string[];
  };

/** The same by what was read alone, before the API server has been asked to try. */
type Expected = Required<Pick<Outlook, 'state' | 'difference'>>;

/** Finds out what is to become of an object and whether that is allowed; writes nothing. Rejects with a {@link KubeError}. */
export async function planObject(wish: ObjectWish, options: ObjectPlanOptions): Promise<ObjectPlan> {
  const { object, live } = wish;
  const { kind, namespace = null, name } = referenceOf(object);
  const outlook = await outlookOf(wish, options);
  const { detail = wish.detail, difference = [], missing = [], findings = [], failure, ...outcome } = outlook;
  return {
    object,
    live: live.kind === 'present' ? live.object : undefined,
    result: { kind, namespace, name, ...outcome, ...(detail === undefined ? {} : { detail }), difference },
    missing,
    findings,
    ...(failure === undefined ? {} : { failure }),
  };
}

async function outlookOf(wish: ObjectWish, options: ObjectPlanOptions): Promise<Outlook> {
  const { object, live } = wish;
  switch (live.kind) {
    case 'unreadable':
      return { state: 'unreadable', missing: await missingBlindly(wish, options) };
    case 'absent': {
      const difference = differenceOf(object, { live: undefined, after: object });
      return outlookOfWriting(wish, { expected: { state: 'created', difference }, verbs: ['patch', 'create'], ...options });
    }
    case 'present':
      return outlookOnPresent(wish, { ...options, live: live.object });
    default:
      return live satisfies never;
  }
}

async function outlookOnPresent(
  wish: ObjectWish,
  { live, ...options }: ObjectPlanOptions & { readonly live: JsonMap },
): Promise<Outlook> {
  const { object } = wish;
  const difference = differenceOf(object, { live, after: overlaid(live, object) });
  const standing = standingOf(live, object, options);
  switch (standing.kind) {
    case 'fine':
      return { state: 'unchanged' };
    case 'going': {
      const message = `the ${objectText(referenceOf(object))} is being deleted, and waits for its finalizers. Run this again when it is gone`;
      return { state: 'not-reached', failure: { message } };
    }
    case 'foreign': {
      const { detail, isImmutable } = standing;
      return { state: 'foreign', detail, overriddenBy: isImmutable ? ['force', 'recreate'] : ['force'], difference };
    }
    case 'of-another':
      return { state: 'foreign', detail: `it grants the rights of ${standing.account}`, serves: standing.account, difference };
    case 'immutable': {
      const { detail, findings } = standing;
      if (!options.recreate) return { state: 'immutable', detail, overriddenBy: ['recreate'], difference, findings };
      const expected = { state: 'recreated', difference } as const;
      return outlookOfWriting(wish, { expected, verbs: ['delete', 'patch', 'create'], ...options });
    }
    case 'appliable': {
      const expected = { state: difference.length === 0 ? 'unchanged' : 'changed', difference } as const;
      return outlookOfWriting(wish, { expected, verbs: ['patch'], ...options });
    }
    default:
      return standing satisfies never;
  }
}

/**
 * Reading it, which was refused a moment ago; and where nothing says that it is there, all that making it would take: an admin is asked
 * once.
 */
async function missingBlindly(
  { object, grant, isRemembered }: ObjectWish,
  asking: Asking<Transport>,
): Promise<readonly MissingRight[]> {
  const reference = referenceOf(object);
  if (isRemembered) return [rightTo('get', reference)];
  const needed = [rightTo('patch', reference), rightTo('create', reference), ...(grant === undefined ? [] : [grant])];
  return [rightTo('get', reference), ...(await missingOf(needed, asking))];
}

/** What becomes of an object by writing it: what is expected, unless rights are missing or the API server knows better. */
async function outlookOfWriting(
  { object, live, grant, canDryRun }: ObjectWish,
  { expected, verbs, ...asking }: ObjectPlanOptions & { readonly expected: Expected; readonly verbs: readonly WritingVerb[] },
): Promise<Outlook> {
  const needed = verbs.map((verb) => rightTo(verb, referenceOf(object)));
  const granting = grant === undefined || expected.state === 'unchanged' ? [] : [grant];
  const missing = await missingOf([...needed, ...granting], asking);
  // Whoever cannot have it tried, believes what was read: an object as it is wished takes no rights.
  if (missing.length > 0) return expected.state === 'unchanged' ? expected : { ...expected, missing };
  if (!canDryRun || expected.state === 'recreated') return expected;
  const tried = await dryRun(object, { ...asking, live: live.kind === 'present' ? live.object : undefined });
  return tried.state === 'conflict' ? { ...tried, overriddenBy: ['force'] } : tried;
}
