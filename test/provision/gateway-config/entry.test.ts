import { describe, expect, it } from 'vitest';
import { RELEASES } from '../../../src/apisix/release.ts';
import type { Resource } from '../../../src/apisix/view.ts';
import { gatewayEntry } from '../../../src/provision/gateway-config/entry.ts';
import { targetOf } from './targets.ts';
import type { TargetFacts } from './targets.ts';

const TOKEN = { token: 'sesame' };

describe('the entry of a cluster', () => {
  it.each<[string, TargetFacts, unknown]>([
    ['is a map without id', {}, { service: { schema: 'https', host: '10.1.0.5', port: '6443' }, client: TOKEN }],
    [
      'has the id of multi-cluster mode',
      { connection: { id: 'east' } },
      { id: 'east', service: { schema: 'https', host: '10.1.0.5', port: '6443' }, client: TOKEN },
    ],
    [
      'has the port of https',
      { server: 'https://API.Example.com' },
      { service: { schema: 'https', host: 'api.example.com', port: '443' }, client: TOKEN },
    ],
    [
      'has the port of http',
      { server: 'http://proxy' },
      { service: { schema: 'http', host: 'proxy', port: '80' }, client: TOKEN },
    ],
    [
      'has the address that the gateway is to use',
      { server: 'https://127.0.0.1:6443', address: new URL('https://kind-control-plane:6443') },
      { service: { schema: 'https', host: 'kind-control-plane', port: '6443' }, client: TOKEN },
    ],
    [
      'may name a token file',
      { credential: { kind: 'token-file', path: '/etc/apisix/token' } },
      { service: { schema: 'https', host: '10.1.0.5', port: '6443' }, client: { token_file: '/etc/apisix/token' } },
    ],
    [
      'leaves address and token to the pod in its own cluster',
      { credential: { kind: 'in-cluster' } },
      {
        service: { schema: 'https', host: '${KUBERNETES_SERVICE_HOST}', port: '${KUBERNETES_SERVICE_PORT}' },
        client: { token_file: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
      },
    ],
    [
      'leaves the token alone to the pod where the gateway has an address of its own',
      { credential: { kind: 'in-cluster' }, address: new URL('https://10.9.0.1') },
      {
        service: { schema: 'https', host: '10.9.0.1', port: '443' },
        client: { token_file: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
      },
    ],
  ])('%s', (_, facts, entry) => {
    expect(gatewayEntry(targetOf(facts))).toEqual(entry);
  });

  it('has its keys in the order of the gateway', () => {
    const entry = gatewayEntry(targetOf({ connection: { id: 'east' }, resources: ['endpointslices'] }));
    expect(Object.keys(entry)).toEqual(['id', 'service', 'client', 'watch_endpoint_slices']);
    expect(Object.keys(entry.service)).toEqual(['schema', 'host', 'port']);
  });
});

describe('EndpointSlices are watched', () => {
  const watching = (resources: readonly Resource[], kubernetes: string | null) =>
    RELEASES.filter((release) => gatewayEntry(targetOf({ release, resources, kubernetes })).watch_endpoint_slices === true);

  it('never where endpoints alone are granted', () => {
    expect(watching(['endpoints'], '1.36')).toEqual([]);
  });

  it('always where slices alone are granted', () => {
    expect(watching(['endpointslices'], '1.20')).toEqual(RELEASES);
  });

  it.each<[string | null, readonly string[]]>([
    ['1.32', []],
    ['1.33', ['3.15.0', '3.16.0', '3.17.0', '3.18.0']],
    [null, ['3.15.0', '3.16.0', '3.17.0', '3.18.0']],
  ])('of both, with Kubernetes %s, by %j', (kubernetes, releases) => {
    expect(watching(['endpoints', 'endpointslices'], kubernetes)).toEqual(releases);
  });
});
