import { EventEmitter, on } from 'node:events';
import type { ClusterEvents } from '../../discovery/cluster.ts';
import { changeBetween } from '../../report/resolve-change.ts';
import type { ResolveReport, ResolveResult } from '../../resolve/report.ts';
import { allNames, resolveNames } from '../../resolve/resolve.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import { readGatewayConfig } from '../gateway-config.ts';
import type { Host } from '../host.ts';
import { afterFirstLists, clusterFacts } from '../live-discovery.ts';
import { pageOf } from '../pages.ts';
import { ConnectionLog } from './connection-log.ts';
import type { ResolveFlags } from './flags.ts';
import { NameWatch } from './name-watch.ts';
import type { Snapshot } from './name-watch.ts';
import { watchWriter } from './watch-writer.ts';

/**
 * Prints how the names stand once every cluster was listed, then each change, until the host's signal aborts: then rejects with its
 * reason. Gives up at once where no cluster at all can be listed.
 */
export async function resolveWatch(flags: ResolveFlags, host: Host): Promise<ExitCode> {
  const gateway = await readGatewayConfig(flags, host);
  const now = (): number => host.clock.now();
  const changes = new EventEmitter();
  const names = new NameWatch({
    names: flags.all === true ? 'all' : flags.names,
    now,
    onChange: (snapshot) => changes.emit('change', snapshot),
  });
  const log = new ConnectionLog({
    page: pageOf(host, host.stderr),
    now,
    told: () => names.told,
    write: (text) => void host.stderr.stream.write(text),
  });
  const events: ClusterEvents = {
    onChange: (cluster, key) => names.changed(cluster, key),
    onState(cluster) {
      names.stateChanged(cluster);
      log.stateChanged(cluster);
    },
  };
  return afterFirstLists({ gateway, flags, host, events }, async (engine) => {
    const resolve = (wanted: readonly string[]) => resolveNames(engine, wanted, clusterFacts(host));
    const report = await resolve(flags.all === true ? allNames(engine) : flags.names);
    const writer = watchWriter(flags, host);
    writer.report(report);
    if (engine.clusters.every(({ state }) => state.lists === 0)) return EXIT.unchecked;

    // The emitter is ours: its only event carries a snapshot.
    const snapshots = on(changes, 'change', { signal: host.signal }) as AsyncIterable<[Snapshot]>;
    log.begin(engine.clusters);
    names.begin(engine, report.results);
    const latest = new Map(report.results.map((result) => [result.serviceName, result]));
    for await (const [snapshot] of snapshots) {
      const result = await explained(snapshot, resolve);
      const change = changeBetween(latest.get(snapshot.serviceName), result, snapshot.time);
      latest.set(snapshot.serviceName, result);
      if (change !== undefined) writer.change(change);
    }
    return EXIT.good;
  });
}

/** The answer at the moment of a snapshot. Without nodes it has a reason, unless the name has got some again in the meantime. */
async function explained(
  { serviceName, nodes }: Snapshot,
  resolve: (names: readonly string[]) => Promise<ResolveReport>,
): Promise<ResolveResult> {
  if (nodes !== null && nodes.length > 0) return { serviceName, nodes, status: 'resolved' };
  const [result] = (await resolve([serviceName])).results;
  const reason = result?.reason;
  return { serviceName, nodes, status: nodes === null ? 'none' : 'empty', ...(reason === undefined ? {} : { reason }) };
}
