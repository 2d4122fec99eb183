import type { NodeFault } from '../../apisix/log-lines/gateway-symptom.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Likelihood } from '../cause.ts';
import { ofKind, pattern } from '../pattern.ts';
import { doctor, LINT_CONFIG, proofOf } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

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
      'possible',
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
      prove: proofOf(id, doctor(id.startsWith('P') ? 'reachability' : 'services')),
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
