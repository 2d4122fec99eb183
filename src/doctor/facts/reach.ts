import { dial } from '../../kube/dial.ts';
import type { Dialled } from '../../kube/dial.ts';
import { endpointOf } from '../../kube/probe/endpoint.ts';
import { resolveHost } from '../../kube/probe/resolve-host.ts';
import type { Resolution } from '../../kube/probe/resolve-host.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/** Long enough for a lost packet to be sent again, three times (after 1, 3 and 7 s), and a sixth of what the gateway waits. */
export const PROBE_MS = 10_000;

/** A balancer of DNS has some more; what is wrong with them shows in these. */
const MOST_ADDRESSES = 8;

/** What came of a TCP connection to one address. */
export interface DialledAddress {
  readonly address: string;
  readonly dialled: Dialled;
}

/** The addresses behind the API server's host; as the gateway goes, never through a proxy. Rejects only when the signal aborts. */
export async function readResolution({ connection, signal }: ExaminedCluster): Promise<Resolution> {
  const { host } = endpointOf(connection.server);
  return resolveHost({ host, timeoutMs: PROBE_MS, signal });
}

/** What came of a connection to each of them, up to {@link MOST_ADDRESSES}; none where there are no addresses. Rejects as the above does. */
export async function readDials({ connection, signal, once }: ExaminedCluster): Promise<readonly DialledAddress[]> {
  const resolution = await once(readResolution);
  const { port } = endpointOf(connection.server);
  const addresses = 'addresses' in resolution ? resolution.addresses.slice(0, MOST_ADDRESSES) : [];
  return Promise.all(
    addresses.map(async (address) => ({
      address,
      dialled: await dial({ host: address, port, timeoutMs: PROBE_MS, signal }),
    })),
  );
}

/** An address that takes connections; undefined where none does. */
export async function readOpenAddress({ once }: ExaminedCluster): Promise<string | undefined> {
  const dials = await once(readDials);
  return dials.find(({ dialled }) => dialled.kind === 'open')?.address;
}

/** Whether the user's own requests go through the proxy of a kubeconfig, and no other way leads there. */
export async function readIsBehindProxy({ connection, once }: ExaminedCluster): Promise<boolean> {
  return connection.proxyAgent !== undefined && (await once(readOpenAddress)) === undefined;
}

/** Why a probe is left out then. */
export const BEHIND_PROXY = 'From here it is reached through the proxy of the kubeconfig alone';
