import type { Cluster, ClusterEvents, ClusterSetup } from '../discovery/cluster.ts';
import { DiscoveryEngine } from '../discovery/engine.ts';
import type { Connection } from '../kube/connection.ts';
import { findConnections } from '../kube/find-connections.ts';
import { createTransport } from '../kube/http-transport.ts';
import { conversationText } from '../report/conversation.ts';
import type { ClusterFacts } from '../resolve/facts.ts';
import { liveFacts } from '../resolve/live-facts.ts';
import type { GatewayDiscovery } from './gateway-config.ts';
import type { Host } from './host.ts';
import { listingProgress } from './listing-progress.ts';
import type { ClusterFlags, ConversationFlags, GatewayFlags } from './options.ts';
import { pageOf } from './pages.ts';
import { writeRefusals } from './refusals.ts';

export type DiscoveryFlags = GatewayFlags & ClusterFlags & ConversationFlags;

export interface LiveDiscoveryOptions {
  readonly gateway: GatewayDiscovery;
  readonly flags: DiscoveryFlags;
  readonly host: Host;
  readonly events?: ClusterEvents;
}

/**
 * Finds the API servers, runs the gateway's discovery on them, and hands over to `work` when every first list was read, has failed for
 * good, or has used up the time-out; which failed is said on stderr by then. Discovery goes on until `work` is done, and everything is
 * closed then. Rejects with the reason when the host's signal aborts.
 */
export async function afterFirstLists<T>(
  options: LiveDiscoveryOptions,
  work: (engine: DiscoveryEngine) => Promise<T>,
): Promise<T> {
  const { gateway, flags, host, events } = options;
  const connections = await findConnections({ ...flags, ...(gateway.file === undefined ? {} : { gateway: gateway.file }) }, host);
  if (flags.verbose === true) introduce(connections, options);
  const progress = listingProgress(flags, host);
  const engine = new DiscoveryEngine({
    release: flags.gatewayVersion,
    mode: gateway.discovery.mode,
    clusters: setupsOf(gateway, connections),
    clock: host.clock,
    random: host.random,
    events: {
      onChange: (cluster, key) => events?.onChange(cluster, key),
      onState(cluster) {
        progress.onState(cluster);
        events?.onState(cluster);
      },
    },
  });
  return whileRunning(engine, host, async () => {
    try {
      await firstLists(engine, flags, host);
    } finally {
      progress.stop();
    }
    writeRefusals(engine, connections, host);
    return work(engine);
  });
}

/** What explains names without nodes, read from a cluster's own API server. */
export function clusterFacts({ signal, clock }: Host): (cluster: Cluster) => ClusterFacts {
  return ({ setup, view }) => liveFacts({ transport: setup.transport, resource: view.resource, signal, clock });
}

function introduce(connections: readonly Connection[], { gateway, flags, host }: LiveDiscoveryOptions): void {
  const { discovery } = gateway;
  const text = conversationText({ release: flags.gatewayVersion, discovery, connections }, pageOf(host, host.stderr));
  host.stderr.stream.write(text);
}

/** What the gateway's configuration asks of each API server. Connections come in the order of the configured clusters. */
function setupsOf({ discovery }: GatewayDiscovery, connections: readonly Connection[]): ClusterSetup[] {
  return connections.flatMap((connection, at) => {
    const cluster = discovery.clusters[at];
    if (cluster === undefined) return [];
    const { id, namespaceSelector, labelSelector, defaultWeight, watchEndpointSlices } = cluster;
    const resource = watchEndpointSlices ? 'endpointslices' : 'endpoints';
    return [
      {
        id,
        name: connection.name,
        transport: createTransport(connection),
        resource,
        namespaceSelector,
        labelSelector,
        defaultWeight,
      },
    ];
  });
}

async function whileRunning<T>(engine: DiscoveryEngine, { signal }: Host, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const running = engine.run(AbortSignal.any([signal, done.signal]));
  const ended = running.then(() => Promise.reject<T>(signal.reason as Error)); // DOM allows any value here; the host's is an Error
  try {
    return await Promise.race([work(), ended]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    done.abort();
    await running;
  }
}

async function firstLists(engine: DiscoveryEngine, { timeout }: ClusterFlags, { clock, signal }: Host): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race([engine.firstLists(), clock.sleep(timeout, AbortSignal.any([signal, done.signal]))]);
  } finally {
    done.abort();
  }
}
