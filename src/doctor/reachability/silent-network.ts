import { formatAddress } from '../../apisix/address.ts';
import { endpointOf, isLoopback } from '../../kube/probe/endpoint.ts';
import { fail, warn } from '../answer.ts';
import type { Answer, Cause } from '../answer.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { readKubeNodes } from '../facts/kube-nodes.ts';
import type { KubeNode } from '../facts/kube-nodes.ts';
import { dialAll } from './dial-targets.ts';
import { described, titled } from './reached.ts';
import type { Reached } from './reached.ts';
import { readWaysIn } from './ways-in.ts';

/** Where every kubelet listens (k8s.io/kubernetes, pkg/cluster/ports). */
const KUBELET_PORT = 10250;

const MOST_MACHINES = 4;
const MOST_WAYS = 4;

/** P01, or P07: not one node of a cluster answers. */
export async function silentNetwork(reached: Reached): Promise<Answer> {
  const { cluster, nodes, isGatewaysPlace } = reached;
  const { examined } = cluster;
  const machines = await examined.once(readKubeNodes);
  const local = localCluster(examined, machines ?? []);
  const reachable = machines === undefined ? undefined : await reachableMachines(machines, reached);
  const ways = await readWaysIn(examined, nodes);
  const [way] = (ways ?? []).flatMap(({ address }) => address ?? []);
  const cause: Cause =
    local === undefined
      ? { id: 'P01', message: notRouted(reached, reachable) }
      : { id: 'P07', message: `${local}: nothing outside of it reaches the pods. ${HERE}` };
  return (isGatewaysPlace ? fail : warn)(cause, {
    title: titled(
      reached,
      nodes.length === 1 ? 'the only node does not answer from here' : `none of ${nodes.length} nodes answers from here`,
    ),
    evidence: [
      ...described(nodes),
      ...machinesInWords(machines, reachable),
      ...(ways ?? []).slice(0, MOST_WAYS).map(({ sentence }) => sentence),
      ...(ways?.length === 0 ? ['No NodePort, LoadBalancer or Ingress leads to these services'] : []),
    ],
    mend: way === undefined ? undefined : `nodes: {"${formatAddress(way)}": 1}`,
  });
}

const HERE =
  'A gateway here would answer 504: run it in the cluster, or send to a NodePort, LoadBalancer or Ingress in place of the service_name.';

function notRouted({ cluster, isGatewaysPlace }: Reached, reachable: readonly KubeNode[] | undefined): string {
  const { name } = cluster.setup;
  if (isGatewaysPlace) {
    return (
      `No pod of ${name} answers the gateway, so its requests end in 504. The network of the pods is not routed here, ` +
      'or a NetworkPolicy keeps everything out.'
    );
  }
  const what = reachable?.length === 0 ? 'the network of the cluster' : 'the network of the pods';
  return `No pod of ${name} answers from here: ${what} is not routed to this machine. ${HERE}`;
}

/** Those of some Kubernetes nodes whose kubelet answers, be it by a refusal. */
async function reachableMachines(machines: readonly KubeNode[], { cluster, dialling }: Reached): Promise<readonly KubeNode[]> {
  const addresses = machines
    .slice(0, MOST_MACHINES)
    .flatMap((machine) => [...machine.external, ...machine.internal].map((host) => ({ machine, host, port: KUBELET_PORT })));
  const dialled = await dialAll(addresses, { signal: cluster.examined.signal, dialling });
  const answering = dialled.filter(({ dialled: { kind } }) => kind === 'open' || kind === 'refused' || kind === 'dropped');
  return [...new Set(answering.map(({ machine }) => machine))];
}

function machinesInWords(
  machines: readonly KubeNode[] | undefined,
  reachable: readonly KubeNode[] | undefined,
): readonly string[] {
  const [first] = machines ?? [];
  if (first === undefined || reachable === undefined) return [];
  const [answering] = reachable;
  const { name, external, internal } = answering ?? first;
  const at = [...external, ...internal][0] ?? 'no address';
  if (answering === undefined) return [`The Kubernetes nodes do not answer either, such as ${name} at ${at}`];
  return [`The Kubernetes node ${name} does answer at ${at}, so that only the network of the pods is missing`];
}

/** What a cluster on somebody's own machine is, as the begin of a sentence; undefined for all others. */
function localCluster({ connection, admin }: ExaminedCluster, machines: readonly KubeNode[]): string | undefined {
  const isOnLoopback = isLoopback(endpointOf(connection.server).host);
  const machine = machines.find(
    ({ name, providerId = '' }) =>
      providerId.startsWith('kind://') ||
      /^(?:docker-desktop|minikube|k3d-|colima|lima-|orbstack)/.test(name) ||
      (isOnLoopback && name.endsWith('-control-plane')),
  );
  if (machine !== undefined) return `The cluster is inside of ${machine.name}, a container or virtual machine`;
  const contexts = [connection, ...(admin === undefined ? [] : [admin.connection])].map(({ name }) => name);
  const context = contexts.find((name) =>
    /^(?:kind-|docker-desktop$|minikube$|k3d-|colima|rancher-desktop$|orbstack$)/.test(name),
  );
  return context && `The cluster of context ${context} is inside of a container or virtual machine`;
}
