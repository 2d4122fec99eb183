import { expect, test } from 'vitest';
import { readListing } from '../../../src/doctor/facts/listing.ts';
import { endpoints } from '../../support/objects.ts';
import { examinedCluster } from '../../support/examined-cluster.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ScriptedTransport, kubeError } from '../../support/scripted-transport.ts';
import type { ScriptedAnswer } from '../../support/scripted-transport.ts';

function page(keys: readonly string[], metadata: object = {}): ScriptedAnswer {
  const items = keys.map((key) => endpoints(key));
  return { chunks: [JSON.stringify({ kind: 'EndpointsList', metadata: { resourceVersion: '7', ...metadata }, items })] };
}

const more = { continue: 'next', remainingItemCount: 5 };

test('a list is read to the end, page by page', async () => {
  const transport = new ScriptedTransport(page(['a/x', 'a/y'], more), page([], more), page(['b/z']));
  const listing = await readListing(examinedCluster(transport, { clock: new FakeClock() }));
  expect(transport.requests).toEqual([
    '/api/v1/endpoints?limit=500',
    '/api/v1/endpoints?limit=500&continue=next',
    '/api/v1/endpoints?limit=500&continue=next',
  ]);
  expect(listing).toMatchObject({
    kind: 'listed',
    target: { resource: 'endpoints' },
    milliseconds: 0,
    cluster: { state: { objects: 3, resourceVersion: '7', lists: 1, emptyPages: 1, lastError: undefined } },
  });
  expect(listing.cluster.view.dict.ready).toBe(true);
});

test('a page that fails is not asked for again, and what came before is known', async () => {
  const error = kubeError('server');
  const transport = new ScriptedTransport(page(['a/x', 'a/y'], more), error);
  const listing = await readListing(examinedCluster(transport));
  expect(listing).toMatchObject({
    kind: 'failed',
    error,
    page: 2,
    remaining: 5,
    cluster: { state: { objects: 2, lists: 0, lastError: error } },
  });
  expect(transport.requests).toHaveLength(2);
});

test('pages are those of the gateway where the API server filters by namespace, and selectors go as they stand', async () => {
  const transport = new ScriptedTransport(page([]));
  const settings = { namespaceSelector: { kind: 'equal', namespace: 'shop' }, labelSelector: 'app="web"' } as const;
  await readListing(examinedCluster(transport, { settings }));
  expect(transport.requests).toEqual([
    '/api/v1/endpoints?limit=120&labelSelector=app="web"&fieldSelector=metadata.namespace=shop',
  ]);
});

test('slices are listed where the release watches them', async () => {
  const transport = new ScriptedTransport(kubeError('not-found'));
  expect(
    await readListing(examinedCluster(transport, { settings: { resource: 'endpointslices' }, release: '3.13.0' })),
  ).toMatchObject({
    kind: 'failed',
    page: 1,
    remaining: undefined,
    target: { resource: 'endpoints' },
  });
  const newer = new ScriptedTransport(kubeError('not-found'));
  await readListing(examinedCluster(newer, { settings: { resource: 'endpointslices' } }));
  expect(newer.requests).toEqual(['/apis/discovery.k8s.io/v1/endpointslices?limit=500']);
});

test('what is no failure of an API server is thrown', async () => {
  const controller = new AbortController();
  controller.abort(new Error('ctrl-c'));
  const listing = readListing(examinedCluster(new ScriptedTransport(), { signal: controller.signal }));
  await expect(listing).rejects.toThrow('ctrl-c');
});
