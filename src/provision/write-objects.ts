import type { Asking } from '../kube/ask.ts';
import { failureOf, mayBeWritten } from '../kube/failure.ts';
import type { Failure } from '../kube/failure.ts';
import { objectText, referenceOf } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import { isWritten } from './plan-object.ts';
import type { ObjectPlan } from './plan-object.ts';
import type { ObjectResult } from './report.ts';
import { applyObject, deleteObject } from './write-object.ts';

export interface WriteOptions extends Asking<Transport> {
  readonly force: boolean;
  /** Told what is written next. */
  readonly onStep: (text: string) => void;
  /** Told what was written. */
  readonly onWritten: (object: string) => void;
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
      const objects = plans.map((each, at) =>
        at < index ? each.result : notDone(each, at === index ? 'failed' : 'not-reached'),
      );
      const stand = standOf(plan, { error, before: plans.slice(0, index).filter(isWritten) });
      return {
        objects,
        failure: { ...id, message: `${objectText(referenceOf(plan.object))} could not be written: ${message}. ${stand}` },
      };
    }
  }
  return { objects: plans.map(({ result }) => result), failure: undefined };
}

async function writeObject(plan: ObjectPlan, { onStep, onWritten, ...options }: WriteOptions): Promise<void> {
  const { object, live, result } = plan;
  if (!isWritten(plan)) return;
  const reference = referenceOf(object);
  const name = objectText(reference);
  onStep(`applying the ${name}`);
  if (result.state === 'recreated' && live !== undefined) await deleteObject(reference, { ...options, live });
  await applyObject(object, { ...options, dryRun: false });
  onWritten(name);
}

function notDone(plan: ObjectPlan, state: 'failed' | 'not-reached'): ObjectResult {
  return isWritten(plan) ? { ...plan.result, state } : plan.result;
}

/** What there is by now, as far as that is known, and how to go on. */
function standOf(
  { result: { state } }: ObjectPlan,
  { error, before }: { readonly error: unknown; readonly before: readonly ObjectPlan[] },
): string {
  const names = before.map(({ object }) => objectText(referenceOf(object)));
  const facts = [
    ...(mayBeWritten(error) ? ['It may be written all the same'] : []),
    ...(state === 'recreated' ? ['What was there may be deleted'] : []),
    ...(names.length === 0 ? [] : [`Written before it: ${names.join(', ')}`]),
  ];
  return facts.length === 0 ? 'Nothing was changed' : [...facts, 'Run this again to go on from there'].join('. ');
}
