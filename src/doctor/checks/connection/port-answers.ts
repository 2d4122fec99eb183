import type { Dialled } from '../../../kube/dial.ts';
import { mayBeOwnCluster } from '../../../kube/own-pod.ts';
import { endpointOf, endpointText, isLoopback } from '../../../kube/probe/endpoint.ts';
import { fail, pass, skip, warn } from '../../answer.ts';
import type { Answer, Cause } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { BEHIND_PROXY, PROBE_MS, readDials, readIsBehindProxy } from '../../facts/reach.ts';
import type { DialledAddress } from '../../facts/reach.ts';
import { isInPod } from '../../in-pod.ts';

/** Whether the API server's port takes connections, at each address behind its name. */
export const portAnswers: ClusterCheck = {
  name: 'port-answers',
  category: 'connection',
  title: 'The port of the API server takes connections',
  reads: 'a TCP connection to each address, not through any proxy; nothing is sent',
  causes: ['N01', 'N02', 'N13', 'N14', 'N18'],
  needs: ['address-resolves'],
  pre: 'too',
  scope: 'cluster',
  async examine(cluster) {
    if (await cluster.once(readIsBehindProxy)) return [skip(BEHIND_PROXY)];
    const { host, port } = endpointOf(cluster.connection.server);
    return [portAnswer(await cluster.once(readDials), { host, port, isPod: isInPod(cluster) })];
  },
};

/** What was dialled, and from where. */
export interface DialledPort {
  readonly host: string;
  readonly port: number;
  readonly isPod: boolean;
}

/** From here on a connection is told to be slow: a packet was lost and sent again after a second, or somebody is overloaded. */
const SLOW_MS = 1000;

/** What connections to each address come to; at least one. */
export function portAnswer(dials: readonly DialledAddress[], where: DialledPort): Answer {
  const endpoint = endpointText(where);
  const failed = dials.flatMap(({ dialled }) => (dialled.kind === 'open' ? [] : [dialled]));
  const [first] = failed;
  if (first === undefined) return openAnswer(dials, endpoint);
  const evidence = dials.length === 1 ? [] : dials.map(({ address, dialled }) => `${address} ${inShort(dialled)}`);
  const cause = causeOf(first, { ...where, endpoint });
  if (failed.length === dials.length) {
    const waits = first.kind === 'timeout' ? ['The gateway waits 60 s for a connection, and tries again 40 s later'] : [];
    return fail(cause, { evidence: [...evidence, ...waits] });
  }
  const message = `${failed.length} of the ${dials.length} addresses behind ${endpoint} ${failed.length === 1 ? 'takes' : 'take'} no connections, and the gateway takes one at random each time`;
  return warn({ id: cause.id, message }, { evidence });
}

function openAnswer(dials: readonly DialledAddress[], endpoint: string): Answer {
  const times = dials.map(({ dialled }) => (dialled.kind === 'open' ? dialled.milliseconds : 0));
  const slowest = Math.max(...times);
  const evidence = dials.map(({ address, dialled }) => `${address} ${inShort(dialled)}`);
  if (slowest < SLOW_MS) return pass({ title: `${endpoint} takes connections`, evidence });
  const message = `${endpoint} takes ${seconds(slowest)} to take a connection: packets are lost on the way, or a firewall or balancer is overloaded`;
  return warn({ id: 'N02', message }, { evidence: ['The gateway waits 60 s for a connection'] });
}

function causeOf(
  dialled: Exclude<Dialled, { kind: 'open' }>,
  { host, endpoint, isPod }: DialledPort & { readonly endpoint: string },
): Cause {
  switch (dialled.kind) {
    case 'refused':
      if (isPod && isLoopback(host)) {
        return {
          id: 'N13',
          message: `${endpoint} is this pod itself, where nothing listens. Use the address of the API server.`,
        };
      }
      return {
        id: 'N01',
        message: `${endpoint} refuses the connection: nothing listens there, or a firewall says so. Is the port right? API servers listen on 6443 or 443.`,
      };
    case 'dropped':
      return {
        id: 'N18',
        message: `${endpoint} breaks the connection off at once: something in between, or a server that is full`,
      };
    case 'timeout':
      if (isPod && mayBeOwnCluster(host)) {
        return {
          id: 'N14',
          message: `${endpoint} did not answer in ${seconds(PROBE_MS)}: a NetworkPolicy may keep this pod from it. Allow egress to port 443 and to the port behind it, as kubectl get endpoints kubernetes shows it.`,
        };
      }
      return {
        id: 'N02',
        message: `${endpoint} did not answer in ${seconds(PROBE_MS)}: a firewall or a private endpoint drops the packets. Let this address through.`,
      };
    case 'no-route':
      return { id: 'N02', message: `There is no route to ${endpoint} from here` };
    case 'unresolved':
      return { id: 'N02', message: `${endpoint} has no address any more` };
    case 'failed':
      return { id: 'N02', message: `${endpoint} cannot be connected to: ${dialled.message}` };
    default:
      return dialled satisfies never;
  }
}

function inShort(dialled: Dialled): string {
  switch (dialled.kind) {
    case 'open':
      return `was connected in ${Math.max(1, Math.round(dialled.milliseconds))} ms`;
    case 'refused':
      return 'refuses';
    case 'dropped':
      return 'breaks off';
    case 'timeout':
      return 'does not answer';
    case 'no-route':
      return 'has no route from here';
    case 'unresolved':
      return 'has no address';
    case 'failed':
      return `failed: ${dialled.message}`;
    default:
      return dialled satisfies never;
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1).replace(/\.0$/, '')} s`;
}
