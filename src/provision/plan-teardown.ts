import type { Asking } from '../kube/ask.ts';
import type { Connection } from '../kube/connection.ts';
import { failureOf } from '../kube/failure.ts';
import { createTransport } from '../kube/http-transport.ts';
import type { Transport } from '../kube/transport.ts';
import type { AccountName } from '../token/account.ts';
import { chooseDeletions } from './deletions.ts';
import type { Deletion } from './deletions.ts';
import { findObjects } from './find-objects.ts';
import { missingOf, rightTo } from './needed-rights.ts';
import type { ClusterTeardown } from './report.ts';

export interface TeardownOptions {
  readonly account: AccountName;
  readonly connection: Connection;
  readonly signal: AbortSignal;
  /** Told what is done next, in a few words. */
  readonly onStep: (text: string) => void;
}

/** What is to be deleted in one cluster, where all of it may be; or why nothing is. */
export type TeardownPlan = ClearTeardown | RefusedTeardown;

export interface ClearTeardown {
  readonly kind: 'clear';
  /** What there is now. */
  readonly report: ClusterTeardown;
  readonly deletions: readonly Deletion[];
}

export interface RefusedTeardown {
  readonly kind: 'refused';
  readonly report: ClusterTeardown;
}

/** Finds what a teardown would delete and whether it may; deletes nothing. Rejects only with the reason of the signal. */
export async function planTeardown(options: TeardownOptions): Promise<TeardownPlan> {
  const { account, connection, signal, onStep } = options;
  const transport = createTransport(connection);
  const report: ClusterTeardown = {
    id: connection.id ?? null,
    name: connection.name,
    server: transport.server,
    source: connection.source,
    namespace: account.namespace,
    account: account.name,
    objects: [],
    missing: [],
    findings: [],
  };
  try {
    onStep('looking at what is there');
    return await planOf(account, { transport, signal, report });
  } catch (error) {
    return { kind: 'refused', report: { ...report, error: failureOf(error) } };
  } finally {
    transport.close();
  }
}

async function planOf(
  account: AccountName,
  { report, ...asking }: Asking<Transport> & { readonly report: ClusterTeardown },
): Promise<TeardownPlan> {
  const found = await findObjects(account, asking);
  const { objects, deletions, findings } = chooseDeletions(found.objects, account);
  const unreadable = found.objects.flatMap(({ reference, live }) => (live.kind === 'unreadable' ? [reference] : []));
  const wanted = [...unreadable, ...deletions.map(({ reference }) => reference)];
  const undeletable = await missingOf(
    wanted.map((reference) => rightTo('delete', reference)),
    asking,
  );
  // That reading was refused a moment ago counts, whatever is said of it now.
  const missing = [...found.missing, ...unreadable.map((reference) => rightTo('get', reference)), ...undeletable];
  const planned = { ...report, objects, missing, findings };
  return missing.length > 0 ? { kind: 'refused', report: planned } : { kind: 'clear', report: planned, deletions };
}
