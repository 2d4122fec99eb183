import { describe, expect, test } from 'vitest';
import { NEWEST_RELEASE, releaseOf } from '../../src/apisix/release.ts';
import { wantedNames } from '../../src/doctor/wanted-names.ts';
import { documentsOf } from '../../src/lint/input/documents-of.ts';

const reading = { release: releaseOf(NEWEST_RELEASE), env: () => undefined };

function namesIn(files: Readonly<Record<string, string>>): readonly string[] {
  const documents = Object.entries(files).flatMap(([path, text]) => documentsOf({ path, text, named: true }));
  return wantedNames(documents, reading).map(({ serviceName, origin, scheme }) => `${serviceName} ${scheme ?? '-'} ${origin}`);
}

/** An upstream in JSON, with a name that the kubernetes discovery looks up. */
const discovered = (name: string, more: object = {}): object => ({
  type: 'roundrobin',
  discovery_type: 'kubernetes',
  service_name: name,
  ...more,
});

describe('the service_names that files ask for', () => {
  test('come with the object, the file and the line', () => {
    const text = `routes:
  - id: shop
    uri: /shop
    upstream:
      type: roundrobin
      discovery_type: kubernetes
      service_name: shop/cms:http
upstreams:
  - id: 7
    type: roundrobin
    scheme: https
    discovery_type: kubernetes
    service_name: shop/pay:https
#END
`;
    expect(namesIn({ 'apisix.yaml': text })).toEqual([
      'shop/cms:http - route shop in apisix.yaml:7',
      'shop/pay:https https upstream 7 in apisix.yaml:13',
    ]);
  });

  test('are read of answers of the Admin API, of files of adc and of custom resources', () => {
    const admin = {
      total: 1,
      list: [{ key: '/apisix/routes/1', value: { id: '1', uri: '/', upstream: discovered('a/admin:http') } }],
    };
    const adc = { services: [{ name: 's', routes: [{ name: 'r', uris: ['/'] }], upstream: discovered('a/adc:http') }] };
    const resource = {
      apiVersion: 'apisix.apache.org/v2',
      kind: 'ApisixUpstream',
      metadata: { name: 'u', namespace: 'a' },
      spec: { discovery: { type: 'kubernetes', serviceName: 'a/crd:http' } },
    };
    const files = { 'routes.json': admin, 'adc.json': adc, 'crd.json': resource };
    const texts = Object.fromEntries(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)]));
    expect(namesIn(texts).map((name) => name.split(' ', 1)[0])).toEqual(['a/admin:http', 'a/adc:http', 'a/crd:http']);
  });

  test('are named once for each scheme, and not at all of other registries and of plugins', () => {
    const routes = [
      { id: 1, uri: '/a', upstream: discovered('a/a:http') },
      { id: 2, uri: '/b', upstream: discovered('a/a:http') },
      { id: 3, uri: '/c', upstream: discovered('a/a:http', { scheme: 'grpc' }) },
      { id: 4, uri: '/d', upstream: discovered('a.consul', { discovery_type: 'consul' }) },
      {
        id: 5,
        uri: '/e',
        plugins: { 'traffic-split': { rules: [{ weighted_upstreams: [{ upstream: discovered('a/p:http') }] }] } },
      },
    ];
    expect(namesIn({ 'apisix.json': JSON.stringify({ routes }) })).toEqual([
      'a/a:http - route 1 in apisix.json:1',
      'a/a:http grpc route 3 in apisix.json:1',
    ]);
  });

  test('of stream routes, and of upstreams that they send to, are not HTTP', () => {
    const file = {
      stream_routes: [
        { id: 1, server_port: 9000, upstream: discovered('a/own:db') },
        { id: 2, server_port: 9001, upstream: discovered('a/tls:db', { scheme: 'tls' }) },
        { id: 3, server_port: 9002, upstream_id: 'u' },
      ],
      upstreams: [
        { id: 'u', ...discovered('a/far:db') },
        { id: 'v', ...discovered('a/web:http') },
      ],
    };
    expect(namesIn({ 'apisix.json': JSON.stringify(file) })).toEqual([
      'a/far:db tcp upstream u in apisix.json:1',
      'a/web:http - upstream v in apisix.json:1',
      'a/own:db tcp stream route 1 in apisix.json:1',
      'a/tls:db tls stream route 2 in apisix.json:1',
    ]);
  });

  test('are ten thousand at most', () => {
    const upstreams = Array.from({ length: 10_001 }, (_, id) => ({ id, ...discovered(`a/s-${id}:http`) }));
    expect(namesIn({ 'apisix.json': JSON.stringify({ upstreams }) })).toHaveLength(10_000);
  });
});
