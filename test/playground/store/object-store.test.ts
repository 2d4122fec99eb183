import { describe, expect, test } from 'vitest';

import { ObjectStore } from '../../../src/playground/store/object-store.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const cms = { metadata: { namespace: 'default', name: 'cms' } };
const web = { metadata: { namespace: 'default', name: 'web' } };

function newStore(): ObjectStore {
  return new ObjectStore(new FakeClock());
}

const names = (store: ObjectStore, resourceVersion?: number) =>
  store.snapshot('endpoints', resourceVersion).map(({ key }) => key);

describe('ObjectStore', () => {
  test("fills in kind, apiVersion and the server's metadata", () => {
    const slice = { ...cms, addressType: 'IPv4' };
    expect(newStore().create('endpointslices', slice)).toEqual({
      kind: 'EndpointSlice',
      apiVersion: 'discovery.k8s.io/v1',
      metadata: {
        name: 'cms',
        namespace: 'default',
        uid: '00000000-0000-4000-8000-000000000002',
        resourceVersion: '2',
        creationTimestamp: '2026-01-01T00:00:00Z',
      },
      addressType: 'IPv4',
    });
  });

  test('keeps uid and creationTimestamp over an update', () => {
    const store = newStore();
    const before = store.create('endpoints', cms).metadata;
    const after = store.update('endpoints', { ...cms, subsets: null }).metadata;
    expect(after).toEqual({ ...before, resourceVersion: '3' });
  });

  test('does not write an update that changes nothing', () => {
    const store = newStore();
    const before = store.create('endpoints', { ...cms, subsets: [] });
    expect(store.update('endpoints', { ...cms, subsets: [] })).toBe(before);
    expect(store.resourceVersion).toBe(2);
  });

  test('is not changed by who handed an object in', () => {
    const store = newStore();
    const subsets = [{ addresses: ['10.0.0.1'] }];
    store.create('endpoints', { ...cms, subsets });
    subsets.pop();
    expect(store.get('endpoints', cms.metadata)).toMatchObject({ subsets: [{ addresses: ['10.0.0.1'] }] });
  });

  test.each([
    ['create of a taken name', (store: ObjectStore) => store.create('endpoints', cms), 'endpoints "cms" already exists'],
    ['update of what is absent', (store: ObjectStore) => store.update('endpoints', web), 'endpoints "web" not found'],
    [
      'delete of what is absent',
      (store: ObjectStore) => store.delete('endpointslices', web.metadata),
      'endpointslices.discovery.k8s.io "web" not found',
    ],
    [
      'update of an old resourceVersion',
      (store: ObjectStore) => store.update('endpoints', { metadata: { ...cms.metadata, resourceVersion: '1' } }),
      'Operation cannot be fulfilled on endpoints "cms": the object has been modified; please apply your changes to the latest version and try again',
    ],
  ])('refuses the %s', (_, write, message) => {
    const store = newStore();
    store.create('endpoints', cms);
    expect(() => write(store)).toThrow(message);
  });

  test('shows any moment since the last compaction', () => {
    const store = newStore();
    store.create('endpoints', cms);
    store.create('endpoints', web);
    store.update('endpoints', { ...cms, subsets: null });
    store.delete('endpoints', cms.metadata);
    expect([2, 3, 4, 5].map((version) => names(store, version))).toEqual([
      ['default/cms'],
      ['default/cms', 'default/web'],
      ['default/cms', 'default/web'],
      ['default/web'],
    ]);
    expect(store.snapshot('endpoints', 3)[0]?.object).not.toHaveProperty('subsets');
  });

  test('shows a resource as it is while others are written, without sorting it again', () => {
    const store = newStore();
    store.create('endpoints', cms);
    const before = store.snapshot('endpoints');
    store.create('services', web);
    expect(store.snapshot('endpoints')).toBe(before);
    store.create('endpoints', web);
    expect([3, 4].map((version) => names(store, version))).toEqual([['default/cms'], ['default/cms', 'default/web']]);
  });

  test('answers a deletion with the last state, under the resourceVersion of the end', () => {
    const store = newStore();
    const created = store.create('endpoints', cms);
    expect(store.delete('endpoints', cms.metadata)).toEqual({
      ...created,
      metadata: { ...created.metadata, resourceVersion: '3' },
    });
  });

  test('makes every resourceVersion given out before a compaction too old', () => {
    const store = newStore();
    store.create('endpoints', cms);
    store.compact();
    expect(store.oldestResourceVersion).toBe(3);
    expect(names(store)).toEqual(['default/cms']);
    expect(store.changesSince(0)).toEqual([]);
  });
});
