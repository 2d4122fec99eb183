import { releaseOf } from '../../src/apisix/release.ts';
import type { Release } from '../../src/apisix/release.ts';
import type { ClusterSettings } from '../../src/discovery/discovery.ts';
import type { ExaminedCluster } from '../../src/doctor/examined-cluster.ts';
import { Memory } from '../../src/doctor/memory.ts';
import { NO_CREDENTIALS } from '../../src/kube/credentials.ts';
import type { ApiReader, Transport } from '../../src/kube/transport.ts';
import { systemClock } from '../../src/time/clock.ts';

/** What a test wants different; the rest is as where a gateway of 3.18.0 with default settings is asked for, without an admin. */
export interface ExaminedClusterFields extends Partial<Omit<ExaminedCluster, 'settings' | 'release'>> {
  readonly settings?: Partial<ClusterSettings>;
  /** `3.18.0` unless given. */
  readonly release?: Release | string;
}

/** A cluster to examine that is read through `reader`; whoever writes gets an error. */
export function examinedCluster(reader: ApiReader, fields: ExaminedClusterFields = {}): ExaminedCluster {
  const { settings, release = '3.18.0', ...others } = fields;
  const cluster: ExaminedCluster = {
    id: undefined,
    config: undefined,
    configPath: undefined,
    connection: {
      id: undefined,
      name: 'test',
      server: new URL(reader.server),
      source: { kind: 'flags' },
      credentials: NO_CREDENTIALS,
      trust: { verify: 'nothing' },
    },
    transport: asTransport(reader),
    holder: 'gateway',
    token: undefined,
    admin: undefined,
    address: undefined,
    askAgain: undefined,
    preferences: { measureIdleMs: undefined, dial: false },
    clock: systemClock,
    signal: new AbortController().signal,
    once: (read) => memory.once(read),
    ...others,
    settings: {
      id: undefined,
      name: 'test',
      resource: 'endpoints',
      namespaceSelector: undefined,
      labelSelector: undefined,
      defaultWeight: 50,
      ...settings,
    },
    release: typeof release === 'string' ? releaseOf(release) : release,
  };
  const memory = new Memory(cluster);
  return cluster;
}

function asTransport(reader: ApiReader | Transport): Transport {
  if ('send' in reader) return reader;
  return {
    server: reader.server,
    get: (request) => reader.get(request),
    send: () => Promise.reject(new Error('a check of a test that only reads has written')),
    close: () => reader.close(),
  };
}
