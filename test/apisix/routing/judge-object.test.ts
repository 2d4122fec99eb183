import { describe, expect, it } from 'vitest';
import { releaseOf } from '../../../src/apisix/release.ts';
import { judgeObject } from '../../../src/apisix/routing/judge-object.ts';
import type { ObjectKind, ReferenceLookup } from '../../../src/apisix/routing/routing-object.ts';
import { located } from '../../support/located.ts';
import { problemLine } from '../../support/problems.ts';

interface Asked {
  readonly kind: ObjectKind;
  readonly yaml: string;
  readonly release?: string;
  readonly id?: string;
  readonly exists?: ReferenceLookup;
}

function judged({ kind, yaml, release = '3.18.0', id, exists = () => undefined }: Asked) {
  const value = located(yaml);
  const entry = { value, keyPosition: { line: 1, column: 1 }, keyEnd: { line: 1, column: 1 } };
  const verdict = judgeObject({ kind, id, entry, judge: 'admin' }, { release: releaseOf(release), exists });
  return {
    refusals: verdict.refusals.map(problemLine),
    admin: verdict.adminRefusals.map(problemLine),
    serving: verdict.servingProblems.map(problemLine),
  };
}

/** For what both checks refuse with the same words: the id of both, or the data plane's with the Admin API's. */
function both(...problems: readonly string[]) {
  return {
    refusals: [...problems],
    admin: problems.map((problem) => problem.replace(/^W20/, 'W21')),
    serving: [] as string[],
  };
}

const PAIR = 'type: roundrobin, service_name: default/web:http, discovery_type: kubernetes';
const NODES = 'type: roundrobin, nodes: {"10.0.0.1:80": 1}';

describe('where an upstream has its nodes from', () => {
  const cases: readonly (readonly [yaml: string, release: string, expected: ReturnType<typeof judged>])[] = [
    [`{${PAIR}}`, '2.13.0', { refusals: [], admin: [], serving: [] }],
    [
      '{service_name: default/web:http}',
      '3.18.0',
      both(
        'W01 1:2 upstream has service_name, but no discovery_type → Add the registry that knows the name, such as discovery_type: kubernetes',
      ),
    ],
    [
      '{discovery_type: kubernetes}',
      '3.18.0',
      both(
        'W01 1:2 upstream has discovery_type, but no service_name → Add service_name, for kubernetes in the form namespace/name:port',
      ),
    ],
    [
      `{${PAIR}, nodes: []}`,
      '3.18.0',
      both(
        'W02 1:80 upstream has nodes beside service_name and discovery_type, but only one of the two ways may be used → Remove nodes',
      ),
    ],
    [
      '{type: roundrobin}',
      '3.18.0',
      both(
        'W20 1:1 upstream has neither nodes nor service_name and discovery_type → Add nodes, or service_name and discovery_type',
      ),
    ],
    ['{nodes: {"a:80": 1}}', '3.0.0', both('W20 1:1 upstream lacks type: it has no default before 3.1.0 → Add type: roundrobin')],
    [
      `{${NODES}, service_name: default/web:http}`,
      '3.18.0',
      {
        refusals: [],
        admin: [],
        serving: [
          'W03 1:47 service_name stands beside nodes without discovery_type: every request is answered 503 (discovery server need appoint) → Add discovery_type and remove nodes, or remove service_name',
        ],
      },
    ],
    [
      '{nodes: {}}',
      '3.18.0',
      {
        refusals: [],
        admin: [],
        serving: [
          'W25 1:2 nodes is empty: every request is answered 503 (no valid upstream node) → Add a node, or use service_name and discovery_type instead',
        ],
      },
    ],
  ];

  it.each(cases)('%s in %s', (yaml, release, expected) => {
    expect(judged({ kind: 'upstreams', yaml, release })).toEqual(expected);
  });
});

describe('both checks', () => {
  const cases: readonly (readonly [name: string, asked: Asked, problems: readonly string[]])[] = [
    [
      'name a property, its value and the rule',
      { kind: 'upstreams', yaml: `{${PAIR}, scheme: ws, retries: "3"}` },
      [
        'W20 1:101 upstream.retries is "3", but must be a whole number from 0 on → Remove the quotes: 3',
        'W20 1:88 upstream.scheme is "ws", but must be one of grpc, grpcs, http, https, tcp, tls, udp, kafka → Write one of these, or leave it out',
      ],
    ],
    [
      'know the length of a service_name',
      { kind: 'upstreams', yaml: `{discovery_type: kubernetes, service_name: ${'a'.repeat(257)}}` },
      [`S22 1:44 upstream.service_name is "${'a'.repeat(77)}...", but must be text of 1 to 256 characters`],
    ],
    [
      'look into the nodes of a list',
      { kind: 'upstreams', yaml: 'nodes:\n  - {host: a.com, port: "80", weight: 1}\n  - {host: b.com, port: 80}\n' },
      [
        'W20 2:25 upstream.nodes[0].port is "80", but must be a port from 1 to 65535, without quotes → Remove the quotes: 80',
        'W20 3:5 upstream.nodes[1] lacks weight → Add weight',
      ],
    ],
    [
      'look into the nodes of a map',
      { kind: 'upstreams', yaml: 'nodes: {"a.com:80": "1"}' },
      ['W20 1:21 upstream.nodes.a.com:80 is "1", but must be a whole number from 0 on, without quotes → Remove the quotes: 1'],
    ],
    [
      'refuse keys from 3.6.0',
      { kind: 'routes', yaml: `{uri: /, service_name: a, foo: 1, ~: 1, upstream: {${PAIR}, serviceName: a}}`, release: '3.6.0' },
      [
        'W22 1:10 service_name stands on the route itself, where it means nothing → Move it into upstream',
        'W23 1:130 route.upstream has no "serviceName" → Remove it, or write it as the gateway calls it',
        'W23 1:27 route has no "foo" → Remove it, or write it as the gateway calls it',
        'W23 1:35 route has a key that is neither text nor number → Remove it',
      ],
    ],
    [
      'tell keys of an upstream on the route itself once, as the reason why there is none',
      { kind: 'routes', yaml: `{uri: /, service_name: a, discovery_type: dns}` },
      ['W22 1:10 service_name and discovery_type stand on the route itself, where they mean nothing → Move them into upstream'],
    ],
    [
      'tell a missing upstream at its keys before',
      { kind: 'routes', yaml: `{uri: /, service_name: a}`, release: '3.5.0' },
      ['W20 1:10 route must be one with plugins, upstream, upstream_id, service_id or script → Move it into upstream'],
    ],
    [
      'ignore keys before',
      { kind: 'routes', yaml: `{uri: /, service_name: a, foo: 1, upstream: {${PAIR}}}`, release: '3.5.0' },
      [],
    ],
    [
      'want a route to match and to lead somewhere',
      { kind: 'routes', yaml: '{host: a.com, hosts: [b.com]}' },
      [
        'W20 1:1 route must be one with either uri or uris → Add uri or uris',
        'W20 1:1 route must be one without host beside hosts → Remove host or hosts',
        'W20 1:1 route must be one with plugins, upstream, upstream_id, service_id or script → Add upstream, or upstream_id with the id of one',
      ],
    ],
    [
      'want active health checks',
      { kind: 'upstreams', yaml: `{${PAIR}, checks: {passive: {}}}` },
      ['W20 1:80 upstream.checks must be a map with active'],
    ],
    [
      'never show a private key',
      { kind: 'upstreams', yaml: `{${PAIR}, tls: {client_cert: abc, client_key: s3cret}}` },
      [
        'W20 1:99 upstream.tls.client_cert is other text, but must be PEM of 128 to 65536 characters as text',
        'W20 1:116 upstream.tls.client_key is other text, but must be PEM of 64 to 65536 characters as text',
      ],
    ],
    [
      'read addresses of a stream route',
      { kind: 'stream_routes', yaml: '{remote_addr: ":/8", server_addr: localhost}' },
      [
        'W20 1:35 stream_route.server_addr is "localhost", but must be an IPv4 or IPv6 address or a CIDR such as 10.0.0.0/8, without port',
      ],
    ],
    [
      'refuse what the pattern of an address lets through',
      { kind: 'stream_routes', yaml: '{remote_addr: ":/8"}' },
      [
        'W20 1:15 stream_route.remote_addr is ":/8", but must be an IPv4 or IPv6 address or a CIDR → Write it such as 10.0.0.0/8 or fd00::/8',
      ],
    ],
    [
      'want a key to hash',
      { kind: 'upstreams', yaml: '{type: chash, nodes: {"a:80": 1}}' },
      ['W20 1:1 upstream lacks key, which type: chash needs → Add key, such as key: remote_addr'],
    ],
    [
      'want a key of the right form',
      { kind: 'upstreams', yaml: '{type: chash, nodes: {"a:80": 1}, hash_on: header, key: a b}' },
      [
        'W20 1:57 upstream.key is "a b", but must be the name of a header: letters, digits, - and _, as hash_on is header → Write the name alone, such as x-user',
      ],
    ],
    [
      'want a host to rewrite to',
      { kind: 'upstreams', yaml: `{${PAIR}, pass_host: rewrite}` },
      [
        'W20 1:1 upstream lacks upstream_host, which pass_host: rewrite needs → Add upstream_host with the host to send, or remove pass_host',
      ],
    ],
  ];

  it.each(cases)('%s', (_name, asked, problems) => {
    expect(judged(asked)).toEqual(both(...problems));
  });
});

describe('the Admin API alone', () => {
  const cases: readonly (readonly [name: string, asked: Asked, problems: readonly string[]])[] = [
    [
      'refuses times',
      { kind: 'routes', yaml: `{uri: /, create_time: 1, upstream: {${PAIR}, update_time: 2}}` },
      [
        'W21 1:10 route.create_time is refused by the Admin API, which sets it itself → Remove it',
        'W21 1:115 route.upstream.update_time is refused by the Admin API, which sets it itself → Remove it',
      ],
    ],
    ['takes times before 3.7.0', { kind: 'upstreams', yaml: `{${PAIR}, create_time: 1}`, release: '3.6.0' }, []],
    [
      'wants the id of the URL',
      { kind: 'upstreams', yaml: `{id: a, ${PAIR}}`, id: 'b' },
      ['W21 1:6 upstream.id is "a", but the object is put as "b" → Remove id, or write the same'],
    ],
    ['compares ids as text', { kind: 'upstreams', yaml: `{id: 1, ${PAIR}}`, id: '1' }, []],
    [
      'looks at ports in a map of nodes',
      { kind: 'upstreams', yaml: '{nodes: {"a:65536": 1, "[::1]:0": 1, "::1": 1}}' },
      [
        'W21 1:10 "a:65536" has the port 65536, but must have one from 1 to 65535 → Write the port that the node listens on',
        'W21 1:24 "[::1]:0" has the port 0, but must have one from 1 to 65535 → Write the port that the node listens on',
      ],
    ],
    ['takes any port before 3.10.0', { kind: 'upstreams', yaml: '{nodes: {"a:65536": 1}}', release: '3.9.1' }, []],
    [
      'wants brackets around IPv6',
      { kind: 'upstreams', yaml: '{nodes: [{host: "::1", port: 80, weight: 1}]}' },
      ['W21 1:17 The IPv6 address ::1 of a node must stand in brackets → Write "[::1]"'],
    ],
    [
      'looks into the upstream of a service',
      { kind: 'services', yaml: '{upstream: {type: chash, nodes: {"a:80": 1}}}' },
      ['W21 1:2 service.upstream lacks key, which type: chash needs → Add key, such as key: remote_addr'],
    ],
    [
      'does not look into that of a stream route',
      { kind: 'stream_routes', yaml: '{upstream: {type: chash, nodes: {"a:80": 1}}}' },
      [],
    ],
    [
      'refuses a null where a map may stand',
      { kind: 'upstreams', yaml: `{${PAIR}, keepalive_pool: ~}` },
      ['W21 1:96 upstream.keepalive_pool is null, but must be a map → Remove it, or give it a value'],
    ],
    [
      'fails where it encrypts before it has checked',
      { kind: 'upstreams', yaml: `{${PAIR}, tls: ~}`, release: '3.14.0' },
      ['W21 1:85 upstream.tls is null, on which the Admin API fails: it answers 500 without a reason → Write a map'],
    ],
  ];

  it.each(cases)('%s', (_name, asked, problems) => {
    expect(judged(asked)).toEqual({ refusals: [], admin: problems, serving: [] });
  });
});

it('an id that is null is an empty table to the data plane, and another than that of the URL to the Admin API', () => {
  expect(judged({ kind: 'upstreams', yaml: `{id: ~, ${PAIR}}`, id: 'b' })).toEqual({
    refusals: ['W20 1:2 upstream.id must be 1 to 64 letters, digits and - _ . as text, or a number from 1 on'],
    admin: ['W21 1:6 upstream.id is null, but the object is put as "b" → Remove id, or write the same'],
    serving: [],
  });
});

describe('a reference to a secret', () => {
  const scheme = 'upstream.scheme is "$Env://S", but must be one of grpc, grpcs, http, https, tcp, tls, udp, kafka';
  const key = 'is "$secret://vault/1/k"';
  const cases: readonly (readonly [name: string, asked: Asked, expected: ReturnType<typeof judged>])[] = [
    [
      'is accepted in place of any text from 3.17.0, and stays as it stands',
      { kind: 'upstreams', yaml: `{${PAIR}, scheme: $Env://S}`, release: '3.17.0' },
      {
        refusals: [],
        admin: [],
        serving: [`W27 1:88 ${scheme} → Write the value itself: references to secrets are resolved in plugins only`],
      },
    ],
    [
      'is text like any other before',
      { kind: 'upstreams', yaml: `{${PAIR}, scheme: $Env://S}`, release: '3.16.0' },
      both(`W20 1:88 ${scheme} → Write one of these, or leave it out`),
    ],
    [
      'is no number',
      { kind: 'upstreams', yaml: `{${PAIR}, retries: $secret://vault/1/k}` },
      both(`W20 1:89 upstream.retries ${key}, but must be a whole number from 0 on`),
    ],
    [
      'is no nodes',
      { kind: 'upstreams', yaml: '{nodes: $env://NODES}', release: '3.17.0' },
      {
        refusals: [
          'W20 1:9 upstream.nodes refers to a secret, which the gateway does not resolve in an upstream → Write the value itself',
        ],
        admin: [
          'W21 1:9 upstream.nodes is other text, on which the Admin API fails: it answers 500 without a reason → Write a map',
        ],
        serving: [],
      },
    ],
    [
      'is no key of a certificate',
      {
        kind: 'upstreams',
        yaml: `{${PAIR}, tls: {client_cert: "-----BEGIN CERTIFICATE-----${'A'.repeat(101)}", client_key: $secret://vault/1/k}}`,
      },
      both(
        'W20 1:243 upstream.tls.client_key refers to a secret, which the gateway does not resolve in an upstream → Write the value itself',
      ),
    ],
    [
      'may be what is hashed',
      { kind: 'upstreams', yaml: '{type: chash, nodes: {"a:80": 1}, key: $env://KEY}' },
      { refusals: [], admin: [], serving: [] },
    ],
  ];

  it.each(cases)('%s', (_name, asked, expected) => {
    expect(judged(asked)).toEqual(expected);
  });
});

describe('a reference', () => {
  const exists: ReferenceLookup = ({ kind, id }) => (kind === 'upstreams' ? id === '1' : undefined);
  const yaml =
    '{uri: /, upstream_id: 2, service_id: 9, plugins: {traffic-split: {rules: [{weighted_upstreams: [{upstream_id: 3}]}]}}}';
  const missing = 'W26 1:23 upstream_id is "2", but there is no upstream with that id';

  it('to nothing is refused by the Admin API and fails in the data plane, also in a plugin', () => {
    expect(judged({ kind: 'routes', yaml, exists })).toEqual({
      refusals: [],
      admin: [missing],
      serving: [missing, 'W26 1:111 upstream_id is "3", but there is no upstream with that id'],
    });
  });

  it('to what no file knows is taken as right', () => {
    expect(judged({ kind: 'routes', yaml })).toEqual({ refusals: [], admin: [], serving: [] });
  });
});

describe('what is no object', () => {
  it.each([
    ['text', 'W20 1:1 route is "text", but must be a map'],
    ['5', 'W20 1:1 route is the number 5, but must be a map'],
    ['[a]', 'W20 1:1 route is a list, but must be a map'],
  ])('%s is refused', (yaml, problem) => {
    expect(judged({ kind: 'routes', yaml }).refusals).toEqual([problem]);
  });
});
