import { referenceOf } from '../kube/kube-object.ts';
import type { Asking } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import { failureOf } from './failure.ts';
import type { Failure } from './failure.ts';
import { describe } from './needed-rights.ts';
import type { ObjectPlan } from './plan-object.ts';
import type { ObjectResult } from './report.ts';
import { applyObject, deleteObject } from './write-object.ts';

export interface WriteOptions extends Asking<Transport> {
  readonly force: boolean;
  /** Told what is written next. */
  readonly onStep: (text: string) => void;
}

/** What was written, and why not all of it. */
export interface Written {
  readonly objects: readonly ObjectResult[];
  readonly failure: Failure | undefined;
}

/** Writes the objects in their order until one fails; those behind it are then `not-reached`. Rejects only with the reason of the signal. */
export async function writeObjects(plans: readonly ObjectPlan[], options: WriteOptions): Promise<Written> {
  for (const [index, plan] of plans.entries()) {
    try {
      await writeObject(plan, options);
    } catch (error) {
      const { message, ...id } = failureOf(error);
      const before = plans.slice(0, index).filter(isWritten);
      const objects = plans.map((each, at) =>
        at < index ? each.result : notDone(each, at === index ? 'failed' : 'not-reached'),
      );
      const failed = `${describe(referenceOf(plan.object))} could not be written: ${message}`;
      return { objects, failure: { ...id, message: `${failed}. ${standOf(before)}` } };
    }
  }
  return { objects: plans.map(({ result }) => result), failure: undefined };
}

/** Whether the plan changes anything. */
export function isWritten({ result: { state } }: Pick<ObjectPlan, 'result'>): boolean {
  return state === 'created' || state === 'changed' || state === 'recreated';
}

async function writeObject(plan: ObjectPlan, { onStep, ...options }: WriteOptions): Promise<void> {
  const { object, live, result } = plan;
  if (!isWritten(plan)) return;
  const reference = referenceOf(object);
  onStep(`applying the ${describe(reference)}`);
  if (result.state === 'recreated' && live !== undefined) await deleteObject(reference, { ...options, live });
  await applyObject(object, { ...options, dryRun: false });
}

function notDone(plan: ObjectPlan, state: 'failed' | 'not-reached'): ObjectResult {
  return isWritten(plan) ? { ...plan.result, state } : plan.result;
}

/** What there is by now, and how to go on. */
function standOf(before: readonly ObjectPlan[]): string {
  if (before.length === 0) return 'Nothing was changed';
  const names = before.map(({ object }) => describe(referenceOf(object))).join(', ');
  return `Written before it: ${names}. Run this again to go on from there`;
}
