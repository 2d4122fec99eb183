import type { Finding } from '../findings/finding.ts';
import type { Asking } from '../kube/ask.ts';
import { failureOf, mayBeWritten } from '../kube/failure.ts';
import type { Failure } from '../kube/failure.ts';
import { createTransport } from '../kube/http-transport.ts';
import { objectText } from '../kube/kube-object.ts';
import type { Transport } from '../kube/transport.ts';
import type { Deletion } from './deletions.ts';
import type { ClearTeardown, TeardownOptions } from './plan-teardown.ts';
import type { ClusterTeardown } from './report.ts';
import { deleteObject } from './write-object.ts';
import type { DeletionOutcome } from './write-object.ts';

/** An open watch outlives token and rights; the gateway's lasts 1800 s and up to 999 s more (informer_factory.lua, all releases). */
const OUTLIVED: Finding = {
  id: 'T29',
  severity: 'info',
  message: 'A gateway that still uses this account goes on until its watch ends, at most 47 min from now.',
};

/**
 * Deletes what the plan says, as far as it is still as it was read, until one fails; running it again goes on from there. Rejects only with
 * the reason of the signal.
 */
export async function tearDown(plan: ClearTeardown, options: TeardownOptions): Promise<ClusterTeardown> {
  const { connection, signal, onStep } = options;
  const transport = createTransport(connection);
  try {
    const { outcomes, failure } = await deleteInOrder(plan.deletions, { transport, signal, onStep });
    return {
      ...plan.report,
      objects: plan.report.objects.map((object) => ({ ...object, ...outcomes.get(objectText(object)) })),
      findings: [...plan.report.findings, ...([...outcomes.values()].some(({ state }) => state === 'deleted') ? [OUTLIVED] : [])],
      ...(failure === undefined ? {} : { error: failure }),
    };
  } finally {
    transport.close();
  }
}

type Outcome = DeletionOutcome | { readonly state: 'failed' };

/** What became of each object, by its place, and of the first that failed why. */
interface Deleted {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly failure?: Failure;
}

async function deleteInOrder(
  deletions: readonly Deletion[],
  { onStep, ...asking }: Asking<Transport> & Pick<TeardownOptions, 'onStep'>,
): Promise<Deleted> {
  const outcomes = new Map<string, Outcome>();
  for (const { reference, live } of deletions) {
    const place = objectText(reference);
    onStep(`deleting the ${place}`);
    try {
      outcomes.set(place, await deleteObject(reference, { ...asking, live }));
    } catch (error) {
      const { message, ...id } = failureOf(error);
      const doubt = mayBeWritten(error) ? '. It may be deleted all the same. Run this again to go on from there' : '';
      const failure = { ...id, message: `${place} could not be deleted: ${message}${doubt}` };
      return { outcomes: outcomes.set(place, { state: 'failed' }), failure };
    }
  }
  return { outcomes };
}
