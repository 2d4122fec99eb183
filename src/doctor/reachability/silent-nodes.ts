import type { Json } from '../../apisix/lua.ts';
import { quantity } from '../../findings/quantity.ts';
import { someOf } from '../../findings/some-of.ts';
import { shellWord } from '../../findings/shell-word.ts';
import { readJson, whereAllowed } from '../../kube/ask.ts';
import { listOf, mapOf, textOf } from '../../kube/json-map.ts';
import { field, list, text } from '../../resolve/json-fields.ts';
import type { Answer } from '../answer.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { readClusterFacts } from '../facts/cluster-facts.ts';
import { readKubeNodes } from '../facts/kube-nodes.ts';
import type { DialledAddress } from './dial-targets.ts';
import { answerFor, byOutcome, described, titleOfSome } from './reached.ts';
import type { Reached } from './reached.ts';
import type { Target } from './targets.ts';

type Nodes = readonly DialledAddress<Target>[];

/** P02, and P08 for those on the network of their machine: some nodes of a cluster do not answer. */
export async function silentNodes(reached: Reached): Promise<readonly Answer[]> {
  const { silent } = byOutcome(reached.nodes);
  const machines = (await reached.cluster.examined.once(readKubeNodes)) ?? [];
  const machineAt = new Map(
    machines.flatMap(({ name, internal, external }) => [...internal, ...external].map((ip) => [ip, name])),
  );
  const onHost = silent.filter(({ host }) => machineAt.has(host));
  const others = silent.filter(({ host }) => !machineAt.has(host));
  return [
    ...(onHost.length === 0 ? [] : [hostNetwork(reached, { nodes: onHost, machineAt })]),
    ...(others.length === 0 ? [] : [await somePods(reached, others)]),
  ];
}

function hostNetwork(
  reached: Reached,
  { nodes, machineAt }: { readonly nodes: Nodes; readonly machineAt: ReadonlyMap<string, string> },
): Answer {
  const names = new Set(nodes.map(({ host }) => machineAt.get(host) ?? host));
  const pods = nodes.length === 1 ? 'The pod at this address is' : 'The pods at these addresses are';
  const machines =
    names.size === 1 ? `node ${someOf(names)}, whose firewall keeps` : `nodes ${someOf(names)}, whose firewalls keep`;
  const ports = nodes.length === 1 ? 'the port' : 'the ports';
  const message = `${pods} on the network of the Kubernetes ${machines} ${ports} closed to this machine.`;
  return answerFor(reached)({ id: 'P08', message }, { title: titleOf(reached, nodes), evidence: described(nodes) });
}

async function somePods(reached: Reached, nodes: Nodes): Promise<Answer> {
  const { examined } = reached.cluster;
  const { open } = byOutcome(reached.nodes);
  const namespace = sharedBy(nodes, open, namespaceOf);
  const machineOf = await machinesOf([...nodes, ...open], examined);
  const machine = sharedBy(nodes, open, (node) => machineOf.get(node.host));
  const policies = namespace === undefined ? undefined : await networkPolicies(namespace, examined);
  const subject = nodes.length === 1 ? 'It is' : 'All of them are';
  const others = reached.nodes.length === 1 ? '' : ', while others do';
  const them = nodes.length === 1 ? 'it' : 'them';
  const message = `${quantity(nodes.length, 'pod does', 'pods do')} not answer${others}: a NetworkPolicy, a firewall or a broken Kubernetes node keeps ${them} away.`;
  return answerFor(reached)(
    { id: 'P02', message },
    {
      title: titleOf(reached, nodes),
      evidence: [
        ...described(nodes),
        ...(machine === undefined ? [] : [`${subject} on the Kubernetes node ${machine}, and none that answers is`]),
        ...(namespace === undefined ? [] : [`${subject} in the namespace ${namespace}, and none that answers is`]),
        ...(policies === undefined ? [] : [policiesInWords(policies, namespace)]),
      ],
      mend: namespace === undefined || policies?.length === 0 ? undefined : policiesCommand(namespace, examined),
    },
  );
}

function titleOf(reached: Reached, nodes: Nodes): string {
  return titleOfSome(reached, {
    count: nodes.length,
    one: 'does not answer from here',
    several: 'do not answer from here',
  });
}

function namespaceOf({ key }: Target): string {
  return key.slice(0, key.indexOf('/'));
}

/** What all of them have in common, and none of those that answer has; undefined where there is nothing such, or nobody answers. */
function sharedBy(nodes: Nodes, open: Nodes, placeOf: (node: Target) => string | undefined): string | undefined {
  const [place, ...others] = new Set(nodes.map(placeOf));
  if (place === undefined || others.length > 0 || open.length === 0) return undefined;
  return open.some((node) => placeOf(node) === place) ? undefined : place;
}

/** So many services are asked for where their pods run. */
const MOST_SERVICES = 10;

/** Address → the machine that the pod is on, as far as Endpoints or slices tell. */
async function machinesOf(nodes: Nodes, examined: ExaminedCluster): Promise<ReadonlyMap<string, string>> {
  const facts = await examined.once(readClusterFacts);
  const keys = [...new Set(nodes.map(({ key }) => key))].slice(0, MOST_SERVICES);
  const backings = await Promise.all(
    keys.map((key) => facts.backing(key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1))),
  );
  const objects = backings.flatMap((backing) => (backing === 'unknown' ? [] : backing));
  return new Map(objects.flatMap(machinesIn));
}

function machinesIn(object: Json): readonly (readonly [address: string, machine: string])[] {
  const ofSubsets = list(field(object, 'subsets')).flatMap((subset) => list(field(subset, 'addresses')));
  return [
    ...ofSubsets.map((address) => [field(address, 'ip'), address] as const),
    ...list(field(object, 'endpoints')).flatMap((endpoint) =>
      list(field(endpoint, 'addresses')).map((address) => [address, endpoint] as const),
    ),
  ].flatMap(([address, owner]) => {
    const machine = text(field(owner, 'nodeName'));
    return typeof address === 'string' && machine !== undefined ? [[address, machine] as const] : [];
  });
}

/** Names; undefined where nobody may say. */
async function networkPolicies(namespace: string, { admin, signal }: ExaminedCluster): Promise<readonly string[] | undefined> {
  if (admin === undefined) return undefined;
  const path = `/apis/networking.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/networkpolicies`;
  const answer = await whereAllowed(readJson({ path }, { transport: admin.transport, signal }));
  return answer && listOf(answer.body['items']).map((policy) => textOf(mapOf(mapOf(policy)['metadata'])['name']) ?? '');
}

function policiesInWords(policies: readonly string[], namespace = ''): string {
  return policies.length === 0 ? `${namespace} has no NetworkPolicy` : `NetworkPolicies of ${namespace}: ${someOf(policies)}`;
}

function policiesCommand(namespace: string, { address = [] }: ExaminedCluster): string {
  return ['kubectl -n', shellWord(namespace), 'describe networkpolicy', ...address].join(' ');
}
