import { isIP } from 'node:net';
import { endpointOf } from '../../kube/probe/endpoint.ts';
import { shakeHands } from '../../kube/probe/shake-hands.ts';
import type { Handshake } from '../../kube/probe/shake-hands.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { PROBE_MS, readOpenAddress } from './reach.ts';

/** TLS with one address of the API server. */
export interface Handshakes {
  /** Without a server name, as the gateway goes. */
  readonly bare: Handshake;
  /** With one, as kubectl goes; undefined where an address is asked, which is no name. */
  readonly named: { readonly servername: string; readonly handshake: Handshake } | undefined;
}

/** Undefined where no address takes connections. Rejects only when the signal aborts. */
export async function readHandshakes({ connection, signal, once }: ExaminedCluster): Promise<Handshakes | undefined> {
  const { server, trust } = connection;
  const host = await once(readOpenAddress);
  if (host === undefined) return undefined;
  const endpoint = { host, port: endpointOf(server).port, timeoutMs: PROBE_MS, signal, ca: trust.ca };
  const servername = servernameOf({ connection });
  const [bare, handshake] = await Promise.all([
    shakeHands({ ...endpoint, servername: undefined }),
    servername === undefined ? undefined : shakeHands({ ...endpoint, servername }),
  ]);
  return { bare, named: servername === undefined || handshake === undefined ? undefined : { servername, handshake } };
}

/** No name can be sent for an address (RFC 6066 §3) but that of `tls-server-name`. */
function servernameOf({ connection: { server, trust } }: Pick<ExaminedCluster, 'connection'>): string | undefined {
  if (trust.servername) return trust.servername;
  const { host } = endpointOf(server);
  return isIP(host) === 0 ? host : undefined;
}
