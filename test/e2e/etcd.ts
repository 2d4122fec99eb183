import type { Command } from './assets.ts';
import { startComponent } from './component.ts';
import { freePort } from './free-port.ts';
import type { Reaper } from './reaper.ts';

/** A running etcd, spoken to through its JSON gateway, so that no client library is needed. */
export interface Etcd {
  readonly url: string;
  /** Forgets all history before now; resolves to the revision, the oldest resourceVersion that can still be asked for. */
  compact(): Promise<number>;
}

export interface EtcdOptions {
  readonly command: Command;
  readonly dataDirectory: string;
  readonly logFile: string;
  readonly reaper: Reaper;
}

/** Starts a single member without fsync, which is most of etcd's time and matters only after a power cut. */
export async function startEtcd({ command, dataDirectory, logFile, reaper }: EtcdOptions): Promise<Etcd> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peerUrl = `http://127.0.0.1:${await freePort()}`;
  const etcd = startComponent({
    command,
    flags: {
      'data-dir': dataDirectory,
      'listen-client-urls': url,
      'advertise-client-urls': url,
      'listen-peer-urls': peerUrl,
      'initial-advertise-peer-urls': peerUrl,
      'initial-cluster': `default=${peerUrl}`,
      'unsafe-no-fsync': 'true',
      'log-level': 'warn',
    },
    logFile,
    reaper,
  });
  await etcd.ready(async () => (await fetch(`${url}/health`)).ok);
  return {
    url,
    compact: async () => {
      // Any key will do: what counts is the revision in the answer's header, a 64-bit number and therefore a string.
      const { header } = await post<{ header: { revision: string } }>(`${url}/v3/kv/range`, { key: 'AA==' });
      await post(`${url}/v3/kv/compaction`, { revision: header.revision, physical: true });
      return Number(header.revision);
    },
  };
}

async function post<T>(url: string, body: unknown): Promise<T> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  // etcd's own gateway answers here, and with this shape (rpc.proto: RangeResponse, CompactionResponse).
  return (await response.json()) as T;
}
