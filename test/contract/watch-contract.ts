import { beforeAll, describe, expect, test } from 'vitest';

import { endpoints, endpointSlice, namespace } from '../support/objects.ts';
import { failure } from './contract-target.ts';
import type { ContractTarget, ListBody } from './contract-target.ts';
import { collectEvents, parseEvents } from './watch-events.ts';
import type { WatchEvent } from './watch-events.ts';

const PATH = '/api/v1/namespaces/contract-watch/endpoints';
const SLICES = '/apis/discovery.k8s.io/v1/endpointslices';

export function watchContract(target: () => ContractTarget): void {
  const now = async (): Promise<string> => {
    const { metadata }: ListBody = await target().admin.request('GET', PATH);
    return metadata.resourceVersion;
  };
  const watchText = async (query: string): Promise<string> => (await target().admin.send('GET', `${PATH}?watch=1&${query}`)).text;
  const put = (name: string, { address, tier }: { address: string; tier: string }) =>
    target().admin.apply(endpoints(`contract-watch/${name}`, { addresses: [address], labels: { tier } }));
  const remove = (name: string) => target().admin.delete(endpoints(`contract-watch/${name}`));

  describe('watch', () => {
    beforeAll(() => target().admin.apply(namespace('contract-watch'), endpoints('contract-watch/first')));

    test('tells what happens to an object in order, with rising resourceVersions', async () => {
      const events = await collectEvents(target(), {
        path: `/api/v1/endpoints?watch=1&resourceVersion=${await now()}&fieldSelector=metadata.namespace=contract-watch`,
        count: 3,
        write: async () => {
          await put('cms', { address: '10.0.0.1', tier: 'a' });
          await put('cms', { address: '10.0.0.1', tier: 'a' });
          await put('cms', { address: '10.0.0.2', tier: 'a' });
          await remove('cms');
        },
      });
      expect(events.map(addresses)).toEqual(['ADDED cms 10.0.0.1', 'MODIFIED cms 10.0.0.2', 'DELETED cms 10.0.0.2']);
      expect(events.map(({ object }) => object.kind)).toEqual(['Endpoints', 'Endpoints', 'Endpoints']);
      const versions = events.map(({ object }) => Number(object.metadata.resourceVersion));
      expect(versions).toEqual(versions.toSorted((one, other) => one - other));
      expect(new Set(versions).size).toBe(3);
    });

    test('tells what happened since its resourceVersion', async () => {
      const since = await now();
      await put('past', { address: '10.0.0.1', tier: 'a' });
      await remove('past');
      const events = parseEvents(await watchText(`resourceVersion=${since}&timeoutSeconds=1`));
      expect(events.map(addresses)).toEqual(['ADDED past 10.0.0.1', 'DELETED past 10.0.0.1']);
    });

    test('with a label selector adds what begins to match and deletes what ceases to', async () => {
      const events = await collectEvents(target(), {
        path: `${PATH}?watch=1&resourceVersion=${await now()}&labelSelector=tier%3Dfront`,
        count: 5,
        write: async () => {
          await put('web', { address: '10.0.0.1', tier: 'back' });
          await put('web', { address: '10.0.0.2', tier: 'front' });
          await put('web', { address: '10.0.0.3', tier: 'front' });
          await put('web', { address: '10.0.0.4', tier: 'back' });
          await put('web', { address: '10.0.0.5', tier: 'front' });
          await remove('web');
        },
      });
      expect(events.map(addresses)).toEqual([
        'ADDED web 10.0.0.2',
        'MODIFIED web 10.0.0.3',
        'DELETED web 10.0.0.3',
        'ADDED web 10.0.0.5',
        'DELETED web 10.0.0.5',
      ]);
      const versions = events.map(({ object }) => Number(object.metadata.resourceVersion));
      expect(new Set(versions).size).toBe(5);
    });

    test.each(['', 'resourceVersion=0&'])('with "%s" begins with what there is', async (query) => {
      const events = parseEvents(await watchText(`${query}timeoutSeconds=1`));
      expect(events.map(addresses)).toEqual(['ADDED first 10.0.0.1']);
    });

    test('from 0 with bookmarks says where the beginning ends', async () => {
      const events = parseEvents(await watchText('resourceVersion=0&allowWatchBookmarks=true&timeoutSeconds=1'));
      expect(events.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK']);
      expect(events[1]?.object.metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
    });

    test('sends a bookmark shortly before it ends, with nothing in it but a resourceVersion', async () => {
      const slice = endpointSlice('contract-watch/cms-1', { service: 'cms' });
      const { metadata }: ListBody = await target().admin.request('GET', SLICES);
      const since = metadata.resourceVersion;
      const events = await collectEvents(target(), {
        path: `${SLICES}?watch=1&labelSelector=none&resourceVersion=${since}&allowWatchBookmarks=true&timeoutSeconds=4`,
        count: 1,
        // Something must happen: the watch cache of a quiet resource may have nothing newer to tell.
        write: () => target().admin.apply(slice),
      });
      await target().admin.delete(slice);

      const object = {
        kind: 'EndpointSlice',
        apiVersion: 'discovery.k8s.io/v1',
        metadata: { resourceVersion: expect.stringMatching(/^\d+$/) as string },
        addressType: '',
        endpoints: null,
        ports: null,
      };
      expect(events).toEqual([{ type: 'BOOKMARK', object }]);
      expect(Number(events[0]?.object.metadata.resourceVersion)).toBeGreaterThan(Number(since));
    });

    test('without allowWatchBookmarks sends none', async () => {
      expect(await watchText(`resourceVersion=${await now()}&timeoutSeconds=4`)).toBe('');
    });

    test('from the future is silent', async () => {
      expect(await watchText('resourceVersion=999999999&allowWatchBookmarks=true&timeoutSeconds=3')).toBe('');
    });

    test('from a resourceVersion that is no number is a 500', async () => {
      const { status, text } = await target().admin.send('GET', `${PATH}?watch=1&resourceVersion=abc`);
      expect(status).toBe(500);
      const message = 'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax';
      expect(JSON.parse(text)).toEqual(failure(500, message));
    });

    test('with a timeoutSeconds that is no number is a 400', async () => {
      const message = 'strconv.ParseInt: parsing "abc": invalid syntax';
      expect(JSON.parse(await watchText('timeoutSeconds=abc'))).toEqual(failure(400, message, { reason: 'BadRequest' }));
    });

    test('is what every text but false and 0 asks for', async () => {
      const { text } = await target().admin.send('GET', `${PATH}?watch=maybe&timeoutSeconds=1`);
      expect(parseEvents(text).map(addresses)).toEqual(['ADDED first 10.0.0.1']);
    });

    test('comes as chunked JSON lines', async () => {
      const { headers } = await target().admin.send('GET', `${PATH}?watch=1&timeoutSeconds=1`);
      expect(headers).toMatchObject({ 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
    });
  });
}

/** `ADDED cms 10.0.0.1`: an event about Endpoints with one address. */
function addresses({ type, object }: WatchEvent): string {
  // The suite wrote these objects.
  const [subset] = object['subsets'] as { addresses: { ip: string }[] }[];
  return `${type} ${object.metadata.name} ${subset?.addresses.map(({ ip }) => ip).join()}`;
}
