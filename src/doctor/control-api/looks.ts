import { dumpDifference, haveSameNodes, mayHideKeys, servicesOf } from '../../apisix/dump-difference.ts';
import type { DumpDifference } from '../../apisix/dump-difference.ts';
import type { DiscoveryConfig } from '../../apisix/discovery-config/model.ts';
import type { PortNodes } from '../../apisix/nodes.ts';
import type { DumpedCluster } from '../../apisix/read-dump.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { readListing } from '../facts/listing.ts';
import type { Listed } from '../facts/listing.ts';
import type { ControlApi } from './control-api.ts';
import { dumpOfCluster, readDump } from './dump.ts';

/** What differs between a cluster and what a gateway has of it. */
export interface Comparison {
  /** What differs, and goes on to. */
  readonly lasting: DumpDifference;
  /** How many services differed, and are the same now or change just now. */
  readonly inFlight: number;
  /** What the gateway would have. */
  readonly truth: Listed;
  readonly shown: DumpedCluster;
  /** Services that the gateway's release does not show, and of which nothing can be told. */
  readonly hidden: number;
}

/** The gateway whose dump is compared. */
export interface ComparedGateway {
  readonly api: ControlApi;
  /** As in its dump. */
  readonly config: DiscoveryConfig;
}

/** Longer than an event takes from an API server to a gateway's dict. */
const SECOND_LOOK_MS = 700;

/**
 * Compares a list with a dump, and where they differ looks a second time: the dump between two lists, as what changes meanwhile proves nothing.
 * Rejects with a KubeError where a second answer does not come.
 */
export async function compare(
  examined: ExaminedCluster,
  { first, shown, gateway }: { readonly first: Listed; readonly shown: DumpedCluster; readonly gateway: ComparedGateway },
): Promise<Comparison> {
  const { clock, signal } = examined;
  const before = differenceOf(first, shown, examined);
  if (before.keys.size === 0) return { ...before, inFlight: 0, truth: first, shown };
  await clock.sleep(SECOND_LOOK_MS, signal);
  const second = await listAgain(examined);
  const shownThen = await dumpAgain(examined, gateway);
  const third = await listAgain(examined);
  const after = differenceOf(third, shownThen, examined);
  const truths = [first, second, third].map(({ cluster }) => servicesOf(cluster.view.dict));
  const lasts = (key: string): boolean => before.keys.has(key) && isSame(truths.map((services) => services.get(key)));
  const { missing, stale, ghosts } = after.lasting;
  const lasting = { missing: missing.filter(lasts), stale: stale.filter(lasts), ghosts: ghosts.filter(lasts) };
  const differing = new Set([...before.keys, ...after.keys]);
  return { lasting, inFlight: differing.size - keysOf(lasting).size, truth: third, shown: shownThen, hidden: after.hidden };
}

interface Difference {
  readonly lasting: DumpDifference;
  readonly keys: ReadonlySet<string>;
  readonly hidden: number;
}

function differenceOf({ cluster }: Listed, shown: DumpedCluster, { release }: ExaminedCluster): Difference {
  const { dict } = cluster.view;
  const difference = dumpDifference(dict, shown);
  const counts = { due: servicesOf(dict).size, shown: shown.services.size };
  const isPartial = mayHideKeys(release, counts);
  const lasting = isPartial ? { ...difference, missing: [] } : difference;
  return { lasting, keys: keysOf(lasting), hidden: isPartial ? difference.missing.length : 0 };
}

function keysOf({ missing, stale, ghosts }: DumpDifference): ReadonlySet<string> {
  return new Set([...missing, ...stale, ...ghosts]);
}

function isSame([first, ...others]: readonly (PortNodes | undefined)[]): boolean {
  return others.every((other) => haveSameNodes(first ?? new Map(), other ?? new Map()));
}

/** A list of its own. Rejects with the {@link KubeError} of one that fails. */
export async function listAgain(examined: ExaminedCluster): Promise<Listed> {
  const listing = await readListing(examined);
  if (listing.kind === 'failed') throw listing.error;
  return listing;
}

async function dumpAgain({ id }: ExaminedCluster, { api, config }: ComparedGateway): Promise<DumpedCluster> {
  const answer = await readDump(api);
  const shown = answer.kind === 'dump' ? dumpOfCluster(answer.dump, { id, config }) : undefined;
  if (shown !== undefined) return shown;
  const server = api.url.origin;
  throw new KubeError(`${server} answered a dump, and none when it was asked again`, { kind: 'protocol', server });
}
