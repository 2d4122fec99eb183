import { whereAllowed } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import type { Connection } from '../kube/connection.ts';
import { failureOf } from '../kube/failure.ts';
import { createTransport } from '../kube/http-transport.ts';
import { whoAmI } from '../kube/reviews.ts';
import { readServerVersion, versionText } from '../kube/server-version.ts';
import type { Transport } from '../kube/transport.ts';
import type { Clock } from '../time/clock.ts';
import { completeWish } from './complete-wish.ts';
import { readLive } from './live-object.ts';
import { RBAC_GROUP } from './manifests.ts';
import { missingOf, neededToIssue } from './needed-rights.ts';
import { readObjectWishes } from './object-wishes.ts';
import { isWritten, planObject } from './plan-object.ts';
import type { ObjectPlan } from './plan-object.ts';
import type { ClusterSetup, ObjectState } from './report.ts';
import { chooseTokenSecret } from './token-secret-name.ts';
import { nameSecret } from './wish.ts';
import type { NamedWish, OpenWish } from './wish.ts';

/** What a plan for one account, in one cluster, depends on. */
export interface PlanOptions {
  readonly wish: OpenWish;
  readonly connection: Connection;
  /** Whether only the plan is wanted. */
  readonly dryRun: boolean;
  /** Whether the API server is not even asked to try what would be written, which it refuses at times. Absent: it is asked. */
  readonly isReadOnly?: true;
  /** Whether objects without our label, and fields that other managers have set, are taken over. */
  readonly force: boolean;
  /** Whether an object of which a field cannot be changed is deleted and made again. */
  readonly recreate: boolean;
  /** Whether the token is to come from a new Secret. */
  readonly rotate: boolean;
  readonly signal: AbortSignal;
  /** Told what is done next, in a few words. */
  readonly onStep: (text: string) => void;
}

/** One account, in one cluster. */
export interface SetupOptions extends PlanOptions {
  /** How long to wait for the token controller. */
  readonly waitMs: number;
  readonly clock: Clock;
  /** Told of each object that was written, in the words of {@link objectText}. */
  readonly onWritten: (object: string) => void;
}

/** What is to be done in one cluster, where all of it may be done; or why nothing is. */
export type SetupPlan = ClearPlan | RefusedPlan;

interface Planned {
  /** Complete as far as the cluster could be read. */
  readonly wish: NamedWish;
  /** In a dry run, what would become of each object; otherwise, what to tell where the plan is not carried out. */
  readonly report: ClusterSetup;
}

/** Nothing stands in the way. */
export interface ClearPlan extends Planned {
  readonly kind: 'clear';
  readonly objects: readonly ObjectPlan[];
  /** The Secret whose token is replaced. */
  readonly replaces: string | undefined;
}

/** Something stands in the way, which the report tells. */
export interface RefusedPlan extends Planned {
  readonly kind: 'refused';
}

/**
 * Finds out what a set-up would do in one cluster and whether it may; writes nothing. What stands in the way is in the report. Rejects only
 * with the reason of the signal.
 */
export async function planSetup(options: PlanOptions): Promise<SetupPlan> {
  const { connection, signal, onStep } = options;
  const transport = createTransport(connection);
  const asking = { transport, signal };
  let report = emptyReport(options, transport);
  try {
    onStep('asking who may do what');
    report = { ...report, ...(await introduce(asking)) };
    onStep('looking at what is there');
    return planOf(await intentionOf(options, asking), { report, dryRun: options.dryRun });
  } catch (error) {
    const wish = nameSecret(completeWish(options.wish));
    return { kind: 'refused', wish, report: { ...report, error: failureOf(error) } };
  } finally {
    transport.close();
  }
}

function emptyReport({ connection, wish }: PlanOptions, { server }: Transport): ClusterSetup {
  return {
    id: connection.id ?? null,
    name: connection.name,
    server,
    source: connection.source,
    kubernetes: null,
    user: null,
    namespace: wish.namespace,
    account: wish.name,
    objects: [],
    missing: [],
    token: null,
    proof: [],
    findings: [],
  };
}

/** Which release it is, and who asks: neither answer is needed. */
async function introduce(asking: Asking<Transport>): Promise<Pick<ClusterSetup, 'kubernetes' | 'user'>> {
  const [version, user] = await Promise.all([whereAllowed(readServerVersion(asking)), whereAllowed(whoAmI(asking))]);
  return { kubernetes: version === undefined ? null : versionText(version), user: user?.username ?? null };
}

/** What is to be done, rights included that no object needs by itself. */
type Intention = Pick<ClearPlan, 'wish' | 'objects' | 'replaces'> & Pick<ClusterSetup, 'missing'>;

async function intentionOf(options: PlanOptions, asking: Asking<Transport>): Promise<Intention> {
  const { namespace, name } = options.wish;
  const [account, role] = await Promise.all([
    readLive({ apiVersion: 'v1', kind: 'ServiceAccount', namespace, name }, asking),
    readLive({ apiVersion: `${RBAC_GROUP}/v1`, kind: 'ClusterRole', name }, asking),
  ]);
  const complete = completeWish(options.wish, { account, role });
  const { wish, replaces } = await chooseTokenSecret(complete, { ...asking, account, rotate: options.rotate });
  const wishes = await readObjectWishes(wish, { ...asking, known: { ServiceAccount: account, ClusterRole: role } });
  const objects = await Promise.all(
    wishes.map((each) =>
      planObject({ ...each, canDryRun: each.canDryRun && options.isReadOnly !== true }, { ...options, ...asking }),
    ),
  );
  const missing = wish.token === 'request' ? await missingOf([neededToIssue(wish)], asking) : [];
  return { wish, objects, replaces, missing };
}

/** States that keep everything else from being written. */
const OBSTACLES: readonly ObjectState[] = ['foreign', 'conflict', 'immutable'];

function planOf(
  { wish, objects, replaces, missing: others }: Intention,
  { report, dryRun }: { readonly report: ClusterSetup; readonly dryRun: boolean },
): SetupPlan {
  const missing = [...objects.flatMap((object) => object.missing), ...others];
  // Where another account has the name, what else fails is not the way on: a namespace that is made for nothing, say.
  const isTaken = objects.some(({ result }) => result.serves !== undefined);
  const failure = isTaken ? undefined : objects.find((object) => object.failure !== undefined)?.failure;
  const plannedReport: ClusterSetup = {
    ...report,
    objects: objects.map((object) => (dryRun || !isWritten(object) ? object.result : { ...object.result, state: 'not-reached' })),
    missing,
    findings: objects.flatMap(({ findings }) => findings),
    ...(failure === undefined ? {} : { error: failure }),
  };
  const isFree = objects.every(({ result }) => !OBSTACLES.includes(result.state));
  const isClear = isFree && missing.length === 0 && failure === undefined;
  if (!isClear) return { kind: 'refused', wish, report: plannedReport };
  return { kind: 'clear', wish, objects, replaces, report: plannedReport };
}
