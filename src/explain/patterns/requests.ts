import type { NodeFault } from '../../apisix/log-lines/gateway-symptom.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Likelihood } from '../cause.ts';
import { ofKind, pattern } from '../pattern.ts';
import type { PatternCause } from '../pattern.ts';
import { doctor, doctorFor, LINT_CONFIG, LINT_ROUTES } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

type Unset = Extract<Symptom, { kind: 'upstream-unset' }>;

const isNil = ({ error }: Unset): boolean => error === 'no valid upstream node: nil';

/** What leaves the gateway without nodes for a name; the line names none of it. */
const WITHOUT_NODES: readonly (readonly [id: CatalogueId, likelihood: Likelihood, message: string, mend: string])[] = [
  [
    'S25',
    'most likely',
    'The service_name names no Service of the cluster.',
    'service_name: namespace/name:portName of a Service',
  ],
  ['S03', 'possible', 'The service_name has a number where the port has a name.', 'service_name: with the name of the port'],
  ['S24', 'possible', 'The Service has no port of that name.', 'service_name: with the name of one of its ports'],
  [
    'S04',
    'possible',
    'The port has no name, and the number is that of the Service, not of the pods.',
    'service_name: with the port of the pods',
  ],
  ['S10', 'possible', 'No pod of the Service is ready.', 'kubectl describe pod'],
  ['S05', 'possible', 'The namespace is missing or wrong.', 'service_name: namespace/name:portName'],
  ['S01', 'possible', 'The service_name has no port.', 'service_name: namespace/name:portName'],
  ['S02', 'possible', 'The service_name is a DNS name.', 'service_name: namespace/name:portName'],
  [
    'S06',
    'possible',
    'Discovery has a list of clusters, and the id of the cluster is missing.',
    'service_name: id/namespace/name:portName',
  ],
  ['S07', 'possible', 'No cluster has the id that the service_name begins with.', 'service_name: an id of config.yaml'],
  ['S08', 'possible', 'The service_name begins with an id, and discovery has a single cluster.', 'leave the id out'],
  ['S09', 'possible', 'It is the name of a Deployment or a pod.', 'service_name: the name of the Service'],
  ['S11', 'possible', 'The selector of the Service matches no pod.', 'mend the selector of the Service'],
  ['S12', 'possible', 'The targetPort is a name that no pod has.', 'mend the targetPort of the Service'],
  ['S13', 'possible', 'The Service is an ExternalName, which has no nodes.', 'use nodes, or discovery by dns'],
  ['S14', 'possible', 'The Service has no selector, and nobody wrote its Endpoints.', 'write its Endpoints'],
  ['S15', 'possible', 'The Service is headless and has no ports.', 'give the Service a port'],
  ['S16', 'possible', 'namespace_selector or label_selector leaves the Service out.', 'widen the selector'],
  ['S17', 'possible', 'There are several names in the service_name.', 'use the plugin traffic-split'],
  ['S18', 'possible', 'A character stands in the service_name that no Kubernetes name has.', 'write it in ASCII'],
  ['S23', 'possible', 'The port has no name, and slices want a trailing colon then.', 'give the port a name'],
  [
    'G15',
    'possible',
    'The gateway has just started, and its first list is not complete.',
    'let the readiness probe of the gateway ask /status/ready',
  ],
  ['G19', 'possible', 'For a moment of a rollout no pod was ready.', 'readiness probes, maxSurge and preStop'],
  ['G08', 'possible', 'The shared dict is full; then other lines say so.', 'shared_size: 64m'],
  ['G05', 'unlikely', 'A page of the list was lost, which nothing is logged of.', 'reload the gateway'],
];

/** 503: the gateway has no upstream for a request. */
export const unsetUpstream = pattern<Unset>({
  name: 'upstream-unset',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] init.lua:646: handle_upstream(): failed to set upstream: no valid upstream node: nil, client: 10.0.0.7, server: _, request: "GET / HTTP/1.1", host: "cms.example.org"',
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] init.lua:428: http_access_phase(): failed to set upstream: discovery kubernetes is uninitialized, client: 10.0.0.7, server: _',
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] init.lua:539: failed to set upstream: discovery server need appoint, client: 10.0.0.7, server: _',
  ],
  of: ofKind('upstream-unset'),
  text: ({ error }) => `failed to set upstream: ${error}`,
  causes: [
    ...WITHOUT_NODES.map(([id, likelihood, message, mend]): PatternCause<Unset> => ({
      id,
      likelihood,
      when: isNil,
      message,
      prove: doctorFor(id, 'services'),
      mend,
    })),
    {
      id: 'W03',
      likelihood: 'certain',
      when: ({ error }) => error === 'discovery server need appoint',
      message:
        'An upstream has a service_name and no discovery_type. Beside nodes the Admin API takes that, and every request fails.',
      prove: LINT_ROUTES,
      mend: 'discovery_type: kubernetes, and no nodes',
    },
    ...(
      [
        [
          'W04',
          'most likely',
          'This instance of the gateway has no discovery.kubernetes in its config.',
          'discovery.kubernetes in the config.yaml of every instance',
        ],
        ['C20', 'possible', 'discovery.kubernetes stands there without a value, which is as good as nothing.', 'kubernetes: {}'],
        [
          'C21',
          'possible',
          'discovery stands in the wrong place: it is a key of the top level.',
          'discovery at the top level of config.yaml',
        ],
        ['C30', 'possible', 'The config was changed, and the gateway has not read it.', 'apisix reload'],
      ] as const
    ).map(([id, likelihood, message, mend]): PatternCause<Unset> => ({
      id,
      likelihood,
      when: ({ error }) => error.endsWith('is uninitialized'),
      message,
      prove: LINT_CONFIG,
      mend,
    })),
    {
      id: 'C22',
      likelihood: 'most likely',
      when: ({ error }) => error.startsWith('invalid nodes format'),
      message: 'Nodes have no host, as APISIX 3.14 makes them of EndpointSlices.',
      prove: LINT_CONFIG,
      mend: 'watch_endpoint_slices: false, or upgrade to 3.15 or newer',
    },
  ],
});

type NodeRow = readonly [id: CatalogueId, likelihood: Likelihood, message: string, mend: string];

const STALE: NodeRow = [
  'G02',
  'possible',
  'The gateway has old nodes: those pods are gone.',
  'reload the gateway, then look for lines with watch failed',
];

const ROWS: Readonly<Record<NodeFault, readonly NodeRow[]>> = {
  'timed out while connecting': [
    [
      'P01',
      'most likely',
      'The network of the pods is not routed to where the gateway runs: all pods time out, while nodes answer.',
      'route the pod network, run the gateway in the cluster, or use a NodePort',
    ],
    ['P02', 'possible', 'A NetworkPolicy keeps the gateway from some pods.', 'allow the gateway in the NetworkPolicy'],
    [
      'P07',
      'possible',
      'The pods run in a virtual machine, as with kind and Docker Desktop.',
      'run the gateway inside the cluster',
    ],
    ['P08', 'possible', 'The pods are on the network of their node, behind its firewall.', 'open the port on the nodes'],
    ['G13', 'possible', 'Half of the nodes are IPv6 addresses, which are not routed.', 'ipFamilies: [IPv4] in the Service'],
    STALE,
  ],
  'timed out while reading': [
    ['S20', 'possible', 'The port of the pods speaks TLS or something else, and waits for it.', 'scheme: https in the upstream'],
    [
      'P03',
      'possible',
      'Another machine has the address of the pod: pod networks overlap.',
      'give the clusters networks of their own',
    ],
  ],
  refused: [
    [
      'P04',
      'most likely',
      'Nothing listens on that port of the pod, or on its loopback alone.',
      'let the app listen on 0.0.0.0 and the targetPort',
    ],
    ['P06', 'possible', 'The pod was ending, and the gateway did not know yet.', 'preStop: sleep of a few seconds'],
    ['S19', 'possible', 'The port is of UDP, and the route of HTTP.', 'service_name: with a TCP port'],
    ['C24', 'unlikely', 'All nodes have the weight 0, so another address is tried.', 'default_weight: 50'],
    STALE,
  ],
  'no route': [
    [
      'P01',
      'most likely',
      'There is no route from the gateway to the network of the pods.',
      'route the pod network, run the gateway in the cluster, or use a NodePort',
    ],
    ['G13', 'possible', 'The node is an IPv6 address, which is not routed.', 'ipFamilies: [IPv4] in the Service'],
    STALE,
  ],
  reset: [
    [
      'P05',
      'most likely',
      'A mesh takes no plain connection (mTLS in mode STRICT).',
      'let the gateway into the mesh, or take the port out of it',
    ],
    ['S20', 'possible', 'The port of the pods speaks TLS, and is sent plain HTTP.', 'scheme: https in the upstream'],
    ['P06', 'possible', 'The pod was ending, and the gateway did not know yet.', 'preStop: sleep of a few seconds'],
    [
      'P03',
      'possible',
      'Another machine has the address of the pod: pod networks overlap.',
      'give the clusters networks of their own',
    ],
  ],
  'closed early': [
    ['P06', 'most likely', 'The pod was ending, and the gateway did not know yet.', 'preStop: sleep of a few seconds'],
    ['S20', 'possible', 'The port of the pods speaks TLS, and is sent plain HTTP.', 'scheme: https in the upstream'],
  ],
  'TLS to a plain port': [
    [
      'S20',
      'most likely',
      'The scheme of the upstream is https, and the port of the pods speaks plain HTTP.',
      'scheme: http in the upstream',
    ],
  ],
  'TLS failed': [
    ['S20', 'possible', 'The port of the pods does not speak TLS, or not as the gateway asks.', 'scheme: http in the upstream'],
  ],
};

const TEXTS: Readonly<Record<NodeFault, string>> = {
  'timed out while connecting': 'upstream timed out (110: Connection timed out) while connecting to upstream',
  'timed out while reading': 'upstream timed out (110: Connection timed out) while reading from upstream',
  refused: 'connect() failed (111: Connection refused) while connecting to upstream',
  'no route': 'connect() failed (113: No route to host) while connecting to upstream',
  reset: 'recv() failed (104: Connection reset by peer) while reading from upstream',
  'closed early': 'upstream prematurely closed connection',
  'TLS to a plain port': 'SSL_do_handshake() failed (wrong version number) while SSL handshaking to upstream',
  'TLS failed': 'SSL_do_handshake() failed while SSL handshaking to upstream',
};

/** A node did not answer; nginx says it of upstreams without discovery, too. */
export const failedNode = pattern<Extract<Symptom, { kind: 'node-failed' }>>({
  name: 'node-failed',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *45 upstream timed out (110: Connection timed out) while connecting to upstream, client: 10.0.0.7, server: _, request: "GET / HTTP/1.1", upstream: "http://10.5.10.109:5001/", host: "cms.example.org"',
    '2026/11/21 10:01:12 [error] 46#46: *45 recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 10.0.0.7, server: _, request: "GET / HTTP/1.1", upstream: "http://10.5.10.109:5001/"',
  ],
  of: ofKind('node-failed'),
  text: ({ fault }) => TEXTS[fault],
  causes: Object.entries(ROWS).flatMap(([fault, rows]) =>
    rows.map(([id, likelihood, message, mend]) => ({
      id,
      likelihood,
      when: (symptom: { readonly fault: NodeFault }) => symptom.fault === fault,
      message,
      prove: doctorFor(id, id.startsWith('P') ? 'reachability' : 'services'),
      mend,
    })),
  ),
});

/** No node was left to try. */
export const triedNodes = pattern<Extract<Symptom, { kind: 'nodes-tried' }>>({
  name: 'nodes-tried',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] balancer.lua:363: run(): failed to pick server: failed to find valid upstream server, all upstream servers tried while connecting to upstream, client: 10.0.0.7, server: _',
    '2026/11/21 10:01:12 [error] 46#46: *45 no live upstreams while connecting to upstream, client: 10.0.0.7, server: _',
  ],
  of: ofKind('nodes-tried'),
  text: () => 'failed to find valid upstream server, all upstream servers tried',
  causes: [
    {
      id: 'P01',
      likelihood: 'most likely',
      message: 'No node of the upstream could be reached; the lines before this one say why.',
      prove: doctor('reachability'),
      mend: 'route the pod network, run the gateway in the cluster, or use a NodePort',
    },
    {
      id: 'G17',
      likelihood: 'possible',
      message: 'The health checker of the gateway takes all nodes for sick.',
      prove: doctor('gateway'),
      mend: 'restart the gateway',
    },
    {
      id: 'C24',
      likelihood: 'possible',
      message: 'All nodes have the weight 0.',
      prove: LINT_CONFIG,
      mend: 'default_weight: 50',
    },
  ],
});

/** An address that nginx does not take for one. */
export const refusedNode = pattern<Extract<Symptom, { kind: 'node-refused' }>>({
  name: 'node-refused',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] balancer.lua:387: run(): failed to set server peer [fd00:10:244::7:8080] err: no host allowed while connecting to upstream, client: 10.0.0.7',
  ],
  of: (symptom) => (symptom.kind === 'node-refused' && symptom.host.includes(':') ? symptom : undefined),
  text: () => 'failed to set server peer of an IPv6 node',
  causes: [
    {
      id: 'G13',
      likelihood: 'most likely',
      message: 'A node is an IPv6 address, which the gateway puts in no brackets before APISIX 3.18.',
      prove: doctor('discovery'),
      mend: 'ipFamilies: [IPv4] in the Service, or upgrade to 3.18',
    },
  ],
});

type Refused = Extract<Symptom, { kind: 'object-refused' }>;

/** The Admin API or the data plane refuses an upstream with discovery. */
export const refusedObject = pattern<Refused>({
  name: 'object-refused',
  examples: [
    '{"error_msg":"invalid configuration: property \\"upstream\\" validation failed: value should match only one schema, but matches none"}',
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] config_etcd.lua:235: load_full_data(): failed to check item data of [/apisix/upstreams] err:value should match only one schema, but matches both schemas 1 and 2 ,val: {"id":"1"}, context: ngx.timer',
  ],
  of: ofKind('object-refused'),
  text: ({ message }) => message.trim(),
  causes: [
    {
      id: 'W01',
      likelihood: 'most likely',
      when: ({ message }) => /matches none/.test(message),
      message: 'An upstream has service_name or discovery_type, and not the other.',
      prove: LINT_ROUTES,
      mend: 'discovery_type: kubernetes beside the service_name',
    },
    {
      id: 'W25',
      likelihood: 'possible',
      when: ({ message }) => /matches none/.test(message),
      message: 'An upstream has neither nodes nor discovery.',
      prove: LINT_ROUTES,
      mend: 'nodes, or service_name and discovery_type',
    },
    {
      id: 'W02',
      likelihood: 'most likely',
      when: ({ message }) => /matches both/.test(message),
      message: 'An upstream has nodes beside service_name and discovery_type.',
      prove: LINT_ROUTES,
      mend: 'leave nodes out',
    },
    {
      id: 'S22',
      likelihood: 'certain',
      when: ({ message }) => /"service_name" validation failed: string too long/.test(message),
      message: 'The service_name has more than 256 characters.',
      prove: LINT_ROUTES,
      mend: 'shorten the name',
    },
    {
      id: 'W21',
      likelihood: 'certain',
      when: ({ message }) => !/match only one schema|string too long/.test(message),
      message: 'A property of discovery is not as the schema wants it.',
      prove: LINT_ROUTES,
      mend: 'mend what lint names',
    },
  ],
});
