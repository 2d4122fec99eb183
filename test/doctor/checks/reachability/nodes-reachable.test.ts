import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { nodesReachable, nodesReachableBy } from '../../../../src/doctor/checks/reachability/nodes-reachable.ts';
import type { Examination } from '../../../../src/doctor/examination.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import { namesOfWords } from '../../../../src/doctor/wanted-names.ts';
import type { Dialled, DialOptions } from '../../../../src/kube/dial.ts';
import { examination } from '../../../support/examination.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { objectServer } from '../../../support/object-server.ts';
import type { ObjectAnswer } from '../../../support/object-server.ts';
import { endpoints } from '../../../support/objects.ts';

/** Address → what comes of a connection to it; all others refuse. `host` alone: on every port. */
type Network = Readonly<Record<string, Dialled['kind']>>;

const dialled: string[] = [];

function networkOf(network: Network) {
  return ({ host, port }: DialOptions): Promise<Dialled> => {
    dialled.push(`${host}:${port}`);
    const kind = network[`${host}:${port}`] ?? network[host] ?? 'refused';
    if (kind === 'open') return Promise.resolve({ kind, milliseconds: 1 });
    return Promise.resolve(kind === 'failed' ? { kind, message: 'broken' } : { kind });
  };
}

interface Stage {
  readonly items: readonly object[];
  readonly network: Network;
  readonly names?: readonly string[];
  /** What an admin may read. Absent: there is none. */
  readonly admin?: Readonly<Record<string, ObjectAnswer>>;
  readonly fields?: ExaminedClusterFields;
  readonly isInPod?: boolean;
}

async function clusterOf({ items, admin, fields = {} }: Pick<Stage, 'items' | 'admin' | 'fields'>): Promise<ExaminedCluster> {
  const list = { kind: 'EndpointsList', metadata: { resourceVersion: '7' }, items };
  const { transport } = (await objectServer({ 'GET /api/v1/endpoints': list })).asking;
  const backing = { 'GET /api/v1/namespaces/shop/endpoints': { kind: 'EndpointsList', items } };
  const more = admin && (await objectServer({ ...backing, ...admin })).asking.transport;
  const plain = examinedCluster(transport, fields);
  return examinedCluster(transport, { ...fields, ...(more && { admin: { connection: plain.connection, transport: more } }) });
}

async function answersOn(stage: Stage): Promise<readonly Answer[]> {
  const { network, names = [], isInPod = false } = stage;
  dialled.length = 0;
  const fields: Partial<Examination> = {
    names: () => Promise.resolve(namesOfWords(names)),
    ...(isInPod && { readFile: () => Promise.resolve('gateways') }),
  };
  return nodesReachableBy(networkOf(network)).examine(examination([await clusterOf(stage)], fields));
}

const two = endpoints('shop/cms', { addresses: ['10.0.0.1', '10.0.0.2'] });
const cms = ['shop/cms:http'];

describe('all nodes answer', () => {
  test('of a name', async () => {
    expect(await answersOn({ items: [two], network: { '10.0.0.1:8080': 'open', '10.0.0.2:8080': 'open' }, names: cms })).toEqual([
      {
        outcome: 'pass',
        title: '2 nodes can all be reached from here',
        evidence: ['10.0.0.1:8080 of shop/cms:http: answers', '10.0.0.2:8080 of shop/cms:http: answers'],
      },
    ]);
    expect(dialled).toEqual(['10.0.0.1:8080', '10.0.0.2:8080', '10.0.0.1:1']);
  });

  test('and so does everybody else, as something in between takes every connection', async () => {
    expect(await answersOn({ items: [two], network: { '10.0.0.1': 'open', '10.0.0.2': 'open' }, names: cms })).toEqual([
      {
        outcome: 'unknown',
        title: 'The nodes can be reached from here',
        evidence: [
          "Something between here and the nodes takes every connection, even to 10.0.0.1:1: a mesh's sidecar or a proxy. What is behind it cannot be seen",
        ],
      },
    ]);
  });
});

describe('P01: no node answers', () => {
  const silent: Network = { '10.0.0.1': 'timeout', '10.0.0.2': 'no-route', '192.168.0.5': 'timeout' };
  const machine = {
    metadata: { name: 'worker-1' },
    status: { addresses: [{ type: 'InternalIP', address: '192.168.0.5' }] },
  };
  const nodes = { 'GET /api/v1/nodes': { kind: 'NodeList', items: [machine] } };

  test('from a laptop, which is a warning for a gateway there', async () => {
    expect(await answersOn({ items: [two], network: silent, names: cms })).toEqual([
      {
        outcome: 'warn',
        title: 'None of 2 nodes answers from here',
        cause: {
          id: 'P01',
          message:
            'No pod of test answers from here: the network of the pods is not routed to this machine. A gateway here would answer 504: ' +
            'run it in the cluster, or send to a NodePort, LoadBalancer or Ingress in place of the service_name.',
        },
        evidence: ['10.0.0.1:8080 of shop/cms:http: no answer in 1 s', '10.0.0.2:8080 of shop/cms:http: no route'],
      },
    ]);
  });

  test('while a Kubernetes node does: with the ways in that there are, and the line to write', async () => {
    const service = {
      spec: { type: 'LoadBalancer', ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080 }] },
      status: { loadBalancer: { ingress: [{ hostname: 'cms.example' }] } },
    };
    const ingress = {
      metadata: { namespace: 'shop', name: 'web' },
      spec: { rules: [{ host: 'shop.example', http: { paths: [{ backend: { service: { name: 'cms' } } }] } }] },
      status: { loadBalancer: { ingress: [{ ip: '203.0.113.9' }] } },
    };
    const admin = {
      ...nodes,
      'GET /api/v1/namespaces/shop/services/cms': service,
      'GET /apis/networking.k8s.io/v1/namespaces/shop/ingresses': { kind: 'IngressList', items: [ingress] },
    };
    const network: Network = { ...silent, '192.168.0.5': 'refused' };
    const [answer] = await answersOn({ items: [two], network, names: cms, admin });
    expect(answer).toMatchObject({ outcome: 'warn', cause: { id: 'P01' }, mend: 'nodes: {"cms.example:80": 1}' });
    expect(answer?.evidence.slice(2)).toEqual([
      'The Kubernetes node worker-1 does answer at 192.168.0.5, so that only the network of the pods is missing',
      'LoadBalancer cms.example:80 leads to shop/cms:http',
      'NodePort 192.168.0.5:30080 leads to shop/cms:http',
      'Ingress shop/web, at 203.0.113.9, leads to cms for shop.example',
    ]);
  });

  test('nor does a Kubernetes node: the whole network is away, and no way leads in', async () => {
    const admin = { ...nodes, 'GET /api/v1/namespaces/shop/services/cms': { spec: { ports: [{ name: 'http', port: 80 }] } } };
    const [answer] = await answersOn({ items: [two], network: silent, names: cms, admin });
    expect(answer?.cause?.message).toContain('the network of the cluster is not routed to this machine');
    expect(answer?.evidence.slice(2)).toEqual([
      'The Kubernetes nodes do not answer either, such as worker-1 at 192.168.0.5',
      'No NodePort, LoadBalancer or Ingress leads to these services',
    ]);
  });

  test("in the gateway's pod it is a failure, of names and of a sample", async () => {
    for (const names of [cms, []]) {
      const answers = await answersOn({
        items: [two, endpoints('shop/pay', { addresses: ['10.0.0.2'] })],
        network: silent,
        names,
        isInPod: true,
      });
      expect(answers.map(({ outcome, cause }) => `${outcome} ${cause?.id}`)).toEqual(['fail P01']);
    }
  });

  test('with the credentials of a person nobody knows where the gateway is', async () => {
    const [answer] = await answersOn({ items: [two], network: silent, names: cms, isInPod: true, fields: { holder: 'person' } });
    expect(answer?.outcome).toBe('warn');
  });
});

describe('P07: the cluster is on a machine of its own kind', () => {
  test.each([
    ['by its provider', { metadata: { name: 'dev-worker' }, spec: { providerID: 'kind://docker/dev/dev-worker' } }],
    ['by the name of its node and a loopback API server', { metadata: { name: 'dev-control-plane' } }],
    ['by the name alone', { metadata: { name: 'docker-desktop' } }],
  ])('%s', async (_, machine) => {
    const admin = { 'GET /api/v1/nodes': { kind: 'NodeList', items: [machine] } };
    const [answer] = await answersOn({
      items: [two],
      network: { '10.0.0.1': 'timeout', '10.0.0.2': 'timeout' },
      names: cms,
      admin,
    });
    expect(answer).toMatchObject({ outcome: 'warn', cause: { id: 'P07' } });
    expect(answer?.cause?.message).toContain(`inside of ${machine.metadata.name}`);
  });
});

describe('P02: some nodes do not answer', () => {
  const placed = (key: string, ip: string, nodeName: string) => ({
    ...endpoints(key),
    subsets: [{ addresses: [{ ip, nodeName }], ports: [{ name: 'http', port: 8080 }] }],
  });
  const network: Network = { '10.0.0.1:8080': 'timeout', '10.0.0.2:8080': 'open' };

  test('all in one namespace', async () => {
    const items = [placed('shop/cms', '10.0.0.1', 'worker-1'), placed('infra/db', '10.0.0.2', 'worker-1')];
    const admin = {
      'GET /apis/networking.k8s.io/v1/namespaces/shop/networkpolicies': { items: [{ metadata: { name: 'deny-all' } }] },
    };
    const fields = { address: ['--context', 'prod'] };
    expect(await answersOn({ items, network, names: ['shop/cms:http', 'infra/db:http'], admin, fields })).toEqual([
      {
        outcome: 'warn',
        title: '1 of 2 nodes does not answer from here',
        cause: {
          id: 'P02',
          message:
            '1 pod does not answer, while others do: a NetworkPolicy, a firewall or a broken Kubernetes node keeps it away.',
        },
        evidence: [
          '10.0.0.1:8080 of shop/cms:http: no answer in 1 s',
          'It is in the namespace shop, and none that answers is',
          'NetworkPolicies of shop: deny-all',
        ],
        mend: 'kubectl -n shop describe networkpolicy --context prod',
      },
    ]);
  });

  test('all on one Kubernetes node', async () => {
    const items = [placed('shop/cms', '10.0.0.1', 'worker-1'), placed('shop/db', '10.0.0.2', 'worker-2')];
    const [answer] = await answersOn({ items, network, names: ['shop/cms:http', 'shop/db:http'], admin: {} });
    expect(answer?.evidence.slice(1)).toEqual(['It is on the Kubernetes node worker-1, and none that answers is']);
  });

  test("is a failure of what is asked for in the gateway's pod, and a warning in a sample", async () => {
    const items = [placed('shop/cms', '10.0.0.1', 'worker-1'), placed('shop/db', '10.0.0.2', 'worker-2')];
    for (const [names, outcome] of [
      [['shop/cms:http', 'shop/db:http'], 'fail'],
      [[], 'warn'],
    ] as const) {
      const answers = await answersOn({ items, network, names, isInPod: true });
      expect(answers.map((answer) => `${answer.outcome} ${answer.cause?.id}`)).toEqual([`${outcome} P02`]);
    }
  });
});

test("P02: the one node of a name, in the gateway's pod", async () => {
  const items = [endpoints('shop/cms')];
  expect(await answersOn({ items, network: { '10.0.0.1': 'timeout' }, names: cms, isInPod: true })).toEqual([
    {
      outcome: 'fail',
      title: 'The only node does not answer from here',
      cause: {
        id: 'P02',
        message: '1 pod does not answer: a NetworkPolicy, a firewall or a broken Kubernetes node keeps it away.',
      },
      evidence: ['10.0.0.1:8080 of shop/cms:http: no answer in 1 s'],
    },
  ]);
});

test('P08: a silent node at an address of a Kubernetes node is behind its firewall', async () => {
  const machine = { metadata: { name: 'worker-1' }, status: { addresses: [{ type: 'InternalIP', address: '10.0.0.1' }] } };
  const admin = { 'GET /api/v1/nodes': { kind: 'NodeList', items: [machine] } };
  const network: Network = { '10.0.0.1:8080': 'timeout', '10.0.0.2:8080': 'open' };
  const answers = await answersOn({ items: [two], network, names: cms, admin });
  expect(answers).toEqual([
    {
      outcome: 'warn',
      title: '1 of 2 nodes does not answer from here',
      cause: {
        id: 'P08',
        message:
          'The pod at this address is on the network of the Kubernetes node worker-1, whose firewall keeps the port closed to this machine.',
      },
      evidence: ['10.0.0.1:8080 of shop/cms:http: no answer in 1 s'],
    },
  ]);
});

describe.each([
  ['P04', 'refused', 'refuse', 'the connection', 'connection refused'],
  ['P05', 'dropped', 'end', 'the connection at once', 'the connection is ended at once'],
] as const)('%s: %s', (id, kind, verb, object, told) => {
  const line = (host: string): string => `${host}:8080 of shop/cms:http: ${told}`;

  test.each([
    ['of one of two', [two], ['10.0.0.1'], `1 of 2 nodes ${verb}s ${object}`],
    ['of both', [two], ['10.0.0.1', '10.0.0.2'], `2 of 2 nodes ${verb} ${object}`],
    ['of the only one', [endpoints('shop/cms')], ['10.0.0.1'], `The only node ${verb}s ${object}`],
  ])('%s', async (_, items, hosts, title) => {
    const network: Network = { '10.0.0.2:8080': 'open', ...Object.fromEntries(hosts.map((host) => [`${host}:8080`, kind])) };
    expect(await answersOn({ items, network, names: cms })).toEqual([
      { outcome: 'warn', title, cause: { id, message: expect.any(String) as string }, evidence: hosts.map(line) },
    ]);
  });
});

describe('what is connected to', () => {
  test('no UDP port, no address twice, and of many nodes forty, of each name in turn', async () => {
    const ports = [
      { name: 'http', port: 8080 },
      { name: 'dns', port: 53, protocol: 'UDP' },
    ];
    const addresses = Array.from({ length: 60 }, (_, at) => `10.0.1.${at + 1}`);
    const items = [
      endpoints('shop/many', { addresses, ports }),
      endpoints('shop/few', { addresses: ['10.0.0.1', '10.0.1.1'], ports }),
    ];
    await answersOn({ items, network: {}, names: ['shop/many:http', 'shop/many:dns', 'shop/few:http'] });
    expect(dialled).toHaveLength(40);
    expect(new Set(dialled).size).toBe(40);
    expect(dialled.slice(0, 3)).toEqual(['10.0.1.1:8080', '10.0.0.1:8080', '10.0.1.10:8080']);
    expect(dialled.filter((address) => address.endsWith(':53'))).toEqual([]);
  });

  test("without names a node of each of twenty services, spread over all, the API server's own left out", async () => {
    const items = Array.from({ length: 1_000 }, (_, at) =>
      endpoints(`shop/s-${1_000 + at}`, { addresses: [`10.1.${at >> 8}.${at & 255}`] }),
    );
    await answersOn({ items: [endpoints('default/kubernetes', { addresses: ['192.168.0.1'] }), ...items], network: {} });
    expect(dialled).toHaveLength(20);
    expect(dialled.slice(0, 3)).toEqual(['10.1.0.0:8080', '10.1.0.50:8080', '10.1.0.100:8080']);
  });

  test('nothing with --no-dial, and where nothing has nodes', async () => {
    const clusters = [await clusterOf({ items: [] })];
    const preferences = { measureIdleMs: undefined, dial: false };
    expect(await nodesReachable.examine(examination(clusters, { preferences }))).toEqual([
      { outcome: 'skip', evidence: ['--no-dial was given'] },
    ]);
    expect(await answersOn({ items: [], network: {} })).toEqual([
      { outcome: 'skip', evidence: ['No service has nodes that take TCP'] },
    ]);
  });
});
