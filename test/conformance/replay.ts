import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DiscoveryConfig } from '../../src/apisix/discovery-config/model.ts';
import type { Json } from '../../src/apisix/lua.ts';
import type { DictValue } from '../../src/apisix/node-dict.ts';
import type { Node } from '../../src/apisix/nodes.ts';
import type { Release } from '../../src/apisix/release.ts';
import type { Cluster } from '../../src/discovery/cluster.ts';
import { DiscoveryEngine } from '../../src/discovery/engine.ts';
import { lookUp } from '../../src/discovery/lookup.ts';
import { tokenCredentials } from '../../src/kube/credentials.ts';
import { createTransport } from '../../src/kube/http-transport.ts';
import { Clock } from '../../src/time/clock.ts';
import { readKubernetesBlock } from './configuration.ts';
import type { Recording } from './recording.ts';
import { roundsOf } from './recording.ts';
import type { RecordingServer } from './recording-server.ts';
import { SYNC } from './recording-server.ts';

/** What our engine and view make of a scenario. */
export interface Replay {
  /** Absent where the release refuses the configuration. */
  readonly nodes?: Readonly<Record<string, Json>>;
  readonly dict?: Readonly<Record<string, Json>>;
}

/** A replay that has not come to its end by then hangs; the scenarios take milliseconds. */
const DEADLINE_MS = 10_000;

/** Plays one scenario to the real engine over a socket, as one release, and reads what it then has. */
export async function replay(recording: Recording, release: Release, server: RecordingServer): Promise<Replay> {
  const block = readKubernetesBlock(recording.kubernetes, release);
  if (block.kind === 'refused') return {};
  if (block.kind === 'fails at start')
    return { nodes: Object.fromEntries(recording.queries.map((query) => [query, null])), dict: {} };
  const abort = new AbortController();
  const { engine, played } = startEngine({ recording, release, server, config: block.config, signal: abort.signal });
  const run = engine.run(abort.signal);
  const deadline = setTimeout(() => abort.abort(new Error(`${recording.id} hangs as ${release.version}`)), DEADLINE_MS);
  try {
    await Promise.race([played, run]);
    if (abort.signal.aborted) throw abort.signal.reason;
    return readEngine(engine, recording.queries);
  } finally {
    clearTimeout(deadline);
    abort.abort();
    await run;
  }
}

function startEngine(options: {
  recording: Recording;
  release: Release;
  server: RecordingServer;
  config: DiscoveryConfig;
  signal: AbortSignal;
}): {
  engine: DiscoveryEngine;
  played: Promise<unknown>;
} {
  const { recording, release, server, config, signal } = options;
  const url = new URL(`http://127.0.0.1:${server.port}`);
  const exhausted: Promise<void>[] = [];
  // Each replay has tokens of its own: many run side by side on one server, and a request of one that is over may still come in.
  const tokens = config.clusters.map(() => randomUUID());
  const clusters = config.clusters.map((cluster, at) => {
    const token = tokens[at] ?? '';
    exhausted.push(server.play(token, roundsOf(recording, `tok${at}`)));
    const transport = createTransport({
      id: cluster.id,
      name: cluster.id ?? 'recording',
      server: url,
      source: { kind: 'flags' },
      credentials: tokenCredentials({ token, origin: 'the recording', server: url.origin }),
      trust: { verify: 'nothing' },
    });
    return {
      id: cluster.id,
      name: cluster.id ?? 'recording',
      transport,
      resource: cluster.watchEndpointSlices ? ('endpointslices' as const) : ('endpoints' as const),
      namespaceSelector: cluster.namespaceSelector,
      labelSelector: cluster.labelSelector,
      defaultWeight: cluster.defaultWeight,
    };
  });
  const engine = new DiscoveryEngine({
    release,
    mode: config.mode,
    clusters,
    clock: new HastyClock(),
    random: () => 0,
    events: {
      onChange: () => {},
      // Where Lua raised, the gateway asks for nothing within 40 s, and no recording lasts that long.
      onState: (cluster) => {
        if (cluster.view.standing === 'stopped') server.stop(tokens[engine.clusters.indexOf(cluster)] ?? '');
      },
    },
  });
  return {
    engine,
    played: Promise.all(engine.clusters.map((cluster, at) => Promise.race([exhausted[at], synced(cluster, signal)]))),
  };
}

/** Resolves when the bookmark that ends the scenario has come. */
async function synced(cluster: Cluster, signal: AbortSignal): Promise<void> {
  while (cluster.state.resourceVersion !== SYNC && !signal.aborted) await delay(1);
}

/** Pauses of our own take no time; the gateway's 40 s never pass, as they did not while the recordings were made. */
class HastyClock extends Clock {
  now(): number {
    return Date.now();
  }

  after(milliseconds: number, action: () => void): () => void {
    if (milliseconds >= 40_000) return () => {};
    const soon = setImmediate(action);
    return () => clearImmediate(soon);
  }
}

function readEngine(engine: DiscoveryEngine, queries: readonly string[]): Replay {
  const nodes = queries.map((query) => {
    const lookup = lookUp(engine, query);
    return [query, lookup.kind === 'nodes' ? lookup.nodes.map(asJson) : null];
  });
  const dicts = engine.clusters
    .map(({ setup, view }) => [setup.id === undefined ? 'kubernetes' : `kubernetes-${setup.id}`, view.dict.values()] as const)
    // The recordings leave out a dict that holds nothing.
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => [name, Object.fromEntries(values.map(([key, value]) => [key, dictValueAsJson(value)]))]);
  return {
    nodes: Object.fromEntries(nodes) as Record<string, Json>,
    dict: Object.fromEntries(dicts) as Record<string, Json>,
  };
}

function dictValueAsJson(value: DictValue): Json {
  return value.kind === 'ready' ? 'true' : Object.fromEntries([...value.ports].map(([port, nodes]) => [port, nodes.map(asJson)]));
}

function asJson(node: Node): Json {
  return { ...node };
}
