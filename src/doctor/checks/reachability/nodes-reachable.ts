import { formatAddress } from '../../../apisix/address.ts';
import { quantity } from '../../../findings/quantity.ts';
import { dial } from '../../../kube/dial.ts';
import { pass, skip, unknown } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import type { Examination } from '../../examination.ts';
import { readAskedNames } from '../../facts/asked-names.ts';
import { readIsInPod } from '../../facts/own-pod.ts';
import { readSurveyedDiscovery } from '../../facts/surveyed-discovery.ts';
import type { DialledAddress, Dialling } from '../../reachability/dial-targets.ts';
import { dialAll } from '../../reachability/dial-targets.ts';
import { answerFor, byOutcome, described, titled, titleOfSome } from '../../reachability/reached.ts';
import type { Reached } from '../../reachability/reached.ts';
import { silentNetwork } from '../../reachability/silent-network.ts';
import { silentNodes } from '../../reachability/silent-nodes.ts';
import { sampleTargets, targetsOfNames } from '../../reachability/targets.ts';
import type { Target } from '../../reachability/targets.ts';

/** Whether one can connect to the nodes from where doctor runs, which only in the gateway's own place is the gateway's truth. */
export const nodesReachable: RunCheck = nodesReachableBy(dial);

/** The same with connections of somebody else's making. */
export function nodesReachableBy(dialling: Dialling): RunCheck {
  return {
    name: 'nodes-reachable',
    category: 'reachability',
    title: 'The nodes can be reached from here',
    reads:
      'TCP connections to 40 nodes of the names at most, else to 20 nodes of all services; nothing is sent. Where none answers, connections to kubelets. ' +
      'Off with --no-dial',
    rights: 'list nodes and networkpolicies, get services, list ingresses: to tell the cause and the ways in',
    causes: ['P01', 'P02', 'P04', 'P05', 'P07', 'P08'],
    needs: ['list-complete'],
    scope: 'run',
    async examine(examination) {
      if (!examination.preferences.dial) return [skip('--no-dial was given')];
      const names = await examination.once(readAskedNames);
      const discovery = await examination.once(readSurveyedDiscovery);
      const targets = names.length > 0 ? targetsOfNames(names, discovery) : sampleTargets(discovery);
      if (targets.length === 0) return [skip(`No ${names.length > 0 ? 'name' : 'service'} has nodes that take TCP`)];
      const nodes = await dialAll(targets, { signal: examination.signal, dialling });
      const reached = await reachedClusters(nodes, { examination, isNamed: names.length > 0, dialling });
      return (await Promise.all(reached.map(answersOf))).flat();
    },
  };
}

async function reachedClusters(
  nodes: readonly DialledAddress<Target>[],
  { examination, ...rest }: Pick<Reached, 'isNamed' | 'dialling'> & { readonly examination: Examination },
): Promise<readonly Reached[]> {
  const isInPod = await examination.once(readIsInPod);
  return [...new Set(nodes.map(({ cluster }) => cluster))].map((cluster) => ({
    ...rest,
    cluster,
    nodes: nodes.filter((node) => node.cluster === cluster),
    isGatewaysPlace: isInPod && cluster.examined.holder === 'gateway',
  }));
}

async function answersOf(reached: Reached): Promise<readonly Answer[]> {
  const { nodes, isGatewaysPlace } = reached;
  const { open, silent, refused, dropped } = byOutcome(nodes);
  const [first] = open;
  if (first !== undefined && (await isTakenByAnyone(first, reached))) return [intercepted(reached, first)];
  if (open.length === nodes.length) return [allOpen(reached)];
  // In a cluster's own network one silent pod says nothing of the others.
  const isNetwork = silent.length === nodes.length && (nodes.length > 1 || !isGatewaysPlace);
  return [
    ...(isNetwork ? [await silentNetwork(reached)] : await silentNodes(reached)),
    ...(refused.length === 0 ? [] : [refusal(reached, refused)]),
    ...(dropped.length === 0 ? [] : [ending(reached, dropped)]),
  ];
}

function allOpen(reached: Reached): Answer {
  const { nodes } = reached;
  const can = nodes.length === 1 ? 'can' : 'can all';
  return pass({
    title: titled(reached, `${quantity(nodes.length, 'node')} ${can} be reached from here`),
    evidence: described(nodes),
  });
}

function refusal(reached: Reached, nodes: readonly DialledAddress<Target>[]): Answer {
  const count = nodes.length;
  const message =
    `Nothing listens at ${count === 1 ? 'this address' : 'these addresses'}: the app listens on another port than targetPort says, ` +
    'or on 127.0.0.1 only. The gateway answers 502.';
  const title = titleOfSome(reached, { count, one: 'refuses the connection', several: 'refuse the connection' });
  return answerFor(reached)({ id: 'P04', message }, { title, evidence: described(nodes) });
}

function ending(reached: Reached, nodes: readonly DialledAddress<Target>[]): Answer {
  const message =
    'The connection is ended before anything is sent, as a service mesh does that takes only its own TLS (STRICT). ' +
    'Take the gateway into the mesh, or set PERMISSIVE for these ports.';
  const title = titleOfSome(reached, {
    count: nodes.length,
    one: 'ends the connection at once',
    several: 'end the connection at once',
  });
  return answerFor(reached)({ id: 'P05', message }, { title, evidence: described(nodes) });
}

/** tcpmux (RFC 1078): nobody listens there, so only what stands between answers. */
const UNUSED_PORT = 1;

/** Whatever takes all connections is near, or is no use to anybody. */
const NEAR_MS = 250;

/** Whether something between here and the node takes every connection, as the sidecar of a mesh does, or a transparent proxy. */
async function isTakenByAnyone({ host }: Target, { cluster, dialling }: Reached): Promise<boolean> {
  const { signal } = cluster.examined;
  return (await dialling({ host, port: UNUSED_PORT, timeoutMs: NEAR_MS, signal })).kind === 'open';
}

function intercepted(reached: Reached, node: Target): Answer {
  const unused = formatAddress({ host: node.host, port: UNUSED_PORT });
  return unknown(
    `Something between here and the nodes takes every connection, even to ${unused}: a mesh's sidecar or a proxy. What is behind it cannot be seen`,
    { title: titled(reached, 'the nodes can be reached from here') },
  );
}
