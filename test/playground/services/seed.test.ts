import { describe, expect, test } from 'vitest';

import type { StoredObject } from '../../../src/playground/api-object.ts';
import { scale } from '../../../src/playground/services/scale.ts';
import { seed } from '../../../src/playground/services/seed.ts';
import { ObjectStore } from '../../../src/playground/store/object-store.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function seeded(services = 0): ObjectStore {
  const store = new ObjectStore(new FakeClock());
  seed(store, { services });
  return store;
}

const keys = (store: ObjectStore, resource: 'services' | 'endpoints' | 'endpointslices') =>
  store.snapshot(resource).map(({ key }) => key);
const fields = (object: StoredObject | undefined) => {
  const { kind: _kind, apiVersion: _apiVersion, metadata, ...rest } = object ?? { metadata: {} };
  return { labels: metadata.labels, ...rest };
};
const endpointsOf = (store: ObjectStore, name: string) => fields(store.get('endpoints', { namespace: 'default', name }));
const sliceOf = (store: ObjectStore, name: string) =>
  fields(store.get('endpointslices', { namespace: 'default', name: `${name}-abc12` }));

describe('seed', () => {
  test('makes Endpoints and a slice for each Service with a selector', () => {
    const store = seeded();
    const backed = ['cms', 'not-ready', 'plat-dev', 'unnamed-port'].map((name) => `default/${name}`);
    expect(keys(store, 'services')).toEqual([...backed, 'default/external', 'default/selector-less'].toSorted());
    expect(keys(store, 'endpoints')).toEqual(backed);
    expect(keys(store, 'endpointslices')).toEqual(backed.map((key) => `${key}-abc12`));
  });

  test('gives default/plat-dev two nodes on its port', () => {
    const store = seeded();
    expect(endpointsOf(store, 'plat-dev')).toEqual({
      labels: undefined,
      subsets: [
        { addresses: [{ ip: '10.5.10.109' }, { ip: '10.5.10.110' }], ports: [{ name: 'port', port: 5001, protocol: 'TCP' }] },
      ],
    });
    const conditions = { ready: true, serving: true, terminating: false };
    expect(sliceOf(store, 'plat-dev')).toEqual({
      labels: { 'kubernetes.io/service-name': 'plat-dev' },
      addressType: 'IPv4',
      endpoints: [
        { addresses: ['10.5.10.109'], conditions },
        { addresses: ['10.5.10.110'], conditions },
      ],
      ports: [{ name: 'port', protocol: 'TCP', port: 5001 }],
    });
  });

  test('leaves the name of an unnamed port out of Endpoints and makes it "" in slices', () => {
    const store = seeded();
    expect(endpointsOf(store, 'unnamed-port')).toMatchObject({ subsets: [{ ports: [{ port: 8080, protocol: 'TCP' }] }] });
    expect(sliceOf(store, 'unnamed-port')).toMatchObject({ ports: [{ name: '', protocol: 'TCP', port: 8080 }] });
  });

  test('keeps what is not ready apart', () => {
    const store = seeded();
    expect(endpointsOf(store, 'not-ready')).toEqual({
      labels: undefined,
      subsets: [
        {
          notReadyAddresses: [{ ip: '10.5.10.141' }, { ip: '10.5.10.142' }],
          ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
        },
      ],
    });
    expect(sliceOf(store, 'not-ready')).toMatchObject({
      endpoints: [{ conditions: { ready: false } }, { conditions: { ready: false } }],
    });
  });

  test('spreads numbered Services over namespaces, each with addresses of its own', () => {
    const store = seeded(5000);
    const numbered = store.snapshot('endpoints').filter(({ key }) => key.includes('/svc-'));
    expect(numbered).toHaveLength(5000);
    expect(new Set(numbered.map(({ object }) => object.metadata.namespace))).toEqual(
      new Set(['billing', 'default', 'search', 'shop']),
    );
    const ips = JSON.stringify(numbered.map(({ object }) => object['subsets'])).match(/\d+\.\d+\.\d+\.\d+/g) ?? [];
    expect(new Set(ips).size).toBe(10_000);
    expect(ips.every((ip) => ip.split('.').every((octet) => Number(octet) < 256))).toBe(true);
  });

  test('done again changes nothing', () => {
    const store = seeded(3);
    const { resourceVersion } = store;
    seed(store, { services: 3 });
    expect(store.resourceVersion).toBe(resourceVersion);
  });
});

describe('scale', () => {
  test('changes Endpoints and slice together and keeps ports and labels', () => {
    const store = seeded();
    scale(store, { namespace: 'default', name: 'cms', addresses: ['10.5.10.9'] });
    const ports = [
      { name: 'http', port: 8080, protocol: 'TCP' },
      { name: 'metrics', port: 9090, protocol: 'TCP' },
    ];
    expect(endpointsOf(store, 'cms')).toEqual({ labels: { app: 'cms' }, subsets: [{ addresses: [{ ip: '10.5.10.9' }], ports }] });
    expect(sliceOf(store, 'cms')).toMatchObject({
      labels: { app: 'cms', 'kubernetes.io/service-name': 'cms' },
      endpoints: [{ addresses: ['10.5.10.9'] }],
    });
  });

  test('to nothing leaves Endpoints without subsets and a slice without endpoints', () => {
    const store = seeded();
    scale(store, { namespace: 'default', name: 'plat-dev', addresses: [] });
    expect(endpointsOf(store, 'plat-dev')).toEqual({ labels: undefined });
    expect(sliceOf(store, 'plat-dev')).toMatchObject({ endpoints: [] });
  });

  test('of a Service that does not exist is refused', () => {
    expect(() => scale(seeded(), { namespace: 'default', name: 'none', addresses: [] })).toThrow('services "none" not found');
  });
});
