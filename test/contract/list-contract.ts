import { beforeAll, describe, expect, test } from 'vitest';

import { endpoints, endpointSlice, namespace } from '../support/objects.ts';
import { failure, keysOf } from './contract-target.ts';
import type { ContractTarget, ListBody } from './contract-target.ts';

const PATH = '/api/v1/namespaces/contract-list/endpoints';
const NAMES = ['a', 'a-b', 'a.b', 'ab', 'b'];

export function listContract(target: () => ContractTarget): void {
  const list = (path: string): Promise<ListBody> => target().admin.request('GET', path);
  const refusal = async (path: string) => {
    const { status, text } = await target().admin.send('GET', path);
    return { status, body: JSON.parse(text) as unknown };
  };

  describe('list', () => {
    beforeAll(async () => {
      const { admin } = target();
      await admin.apply(namespace('contract-list'), namespace('contract-list-2'));
      await admin.apply(...NAMES.toReversed().map((name) => endpoints(`contract-list/${name}`)), endpoints('contract-list-2/a'));
      await admin.apply({ ...endpointSlice('contract-list/empty', { service: 'empty' }), endpoints: [], ports: [] });
    });

    test('comes in the order of the keys namespace/name, byte by byte', async () => {
      const keys = keysOf(await list('/api/v1/endpoints')).filter((key) => key.startsWith('contract-list'));
      expect(keys).toEqual(['contract-list-2/a', ...NAMES.map((name) => `contract-list/${name}`)]);
    });

    test('names kind and apiVersion once, not in its items', async () => {
      const { kind, apiVersion, items } = await list(PATH);
      expect({ kind, apiVersion }).toEqual({ kind: 'EndpointsList', apiVersion: 'v1' });
      expect(items[0]).not.toHaveProperty('kind');
      expect(items[0]).not.toHaveProperty('apiVersion');
    });

    test('of slices is an EndpointSliceList, whose empty slices hold null', async () => {
      const body = await list('/apis/discovery.k8s.io/v1/namespaces/contract-list/endpointslices');
      expect(body).toMatchObject({
        kind: 'EndpointSliceList',
        apiVersion: 'discovery.k8s.io/v1',
        items: [{ metadata: { name: 'empty' }, addressType: 'IPv4', endpoints: null, ports: null }],
      });
    });

    test('of Endpoints carries a deprecation warning, of slices none', async () => {
      const { admin } = target();
      const warning = '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"';
      expect((await admin.send('GET', PATH)).headers['warning']).toBe(warning);
      expect((await admin.send('GET', '/apis/discovery.k8s.io/v1/endpointslices')).headers).not.toHaveProperty('warning');
    });

    test('with a limit comes in pages of one moment, which count what is left', async () => {
      const { admin } = target();
      const first = await list(`${PATH}?limit=2`);
      await admin.apply(endpoints('contract-list/aa'));
      const second = await list(`${PATH}?limit=2&continue=${first.metadata.continue}`);
      const third = await list(`${PATH}?limit=2&continue=${second.metadata.continue}`);
      await admin.delete(endpoints('contract-list/aa'));

      expect([first, second, third].map((page) => page.items.map((item) => item.metadata.name))).toEqual([
        ['a', 'a-b'],
        ['a.b', 'ab'],
        ['b'],
      ]);
      expect([first, second, third].map((page) => page.metadata.remainingItemCount)).toEqual([3, 1, undefined]);
      expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
      expect(third.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion });
    });

    test('with continue but no limit gives all the rest', async () => {
      const first = await list(`${PATH}?limit=2`);
      const rest = await list(`${PATH}?continue=${first.metadata.continue}`);
      expect(rest.items.map((item) => item.metadata.name)).toEqual(['a.b', 'ab', 'b']);
    });

    test('with a selector does not count what is left', async () => {
      const { metadata } = await list(`${PATH}?limit=2&fieldSelector=metadata.name!=b`);
      expect(metadata).toEqual({ resourceVersion: expect.any(String) as string, continue: expect.any(String) as string });
    });

    test.each(['limit=-1', 'limit=0', 'watch=false', 'watch=0', 'resourceVersion=0'])(
      'with %s gives everything',
      async (query) => {
        expect((await list(`${PATH}?${query}`)).items).toHaveLength(NAMES.length);
      },
    );

    test('at an older resourceVersion with a limit shows that moment', async () => {
      const { metadata } = await list(PATH);
      await target().admin.apply(endpoints('contract-list/aa'));
      const then = await list(`${PATH}?limit=9&resourceVersion=${metadata.resourceVersion}`);
      await target().admin.delete(endpoints('contract-list/aa'));
      expect(then.items.map((item) => item.metadata.name)).toEqual(NAMES);
      expect(then.metadata.resourceVersion).toBe(metadata.resourceVersion);
    });

    test('of a namespace that does not exist is empty', async () => {
      expect((await list('/api/v1/namespaces/none/endpoints')).items).toEqual([]);
    });

    test.each(['garbage', 'Z2FyYmFnZQ', 'e30'])('refuses the continue token %s', async (token) => {
      const message = expect.stringMatching(/^invalid continue token: continue key is not valid: /) as string;
      expect(await refusal(`${PATH}?limit=1&continue=${token}`)).toEqual({
        status: 400,
        body: failure(400, message, { reason: 'BadRequest' }),
      });
    });

    test.each([
      { query: 'limit=abc', message: 'strconv.ParseInt: parsing "abc": invalid syntax' },
      { query: 'limit=', message: 'strconv.ParseInt: parsing "": invalid syntax' },
      {
        query: 'resourceVersion=abc',
        message:
          'invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
      },
    ])('refuses $query', async ({ query, message }) => {
      expect(await refusal(`${PATH}?${query}`)).toEqual({ status: 400, body: failure(400, message, { reason: 'BadRequest' }) });
    });

    test('takes no resourceVersion beside continue', async () => {
      const { metadata } = await list(`${PATH}?limit=1`);
      const message = 'specifying resource version is not allowed when using continue';
      expect(await refusal(`${PATH}?resourceVersion=5&continue=${metadata.continue}`)).toEqual({
        status: 400,
        body: failure(400, message, { reason: 'BadRequest' }),
      });
    });

    test('at a resourceVersion of the future ends with 504 and Retry-After', async () => {
      const { status, headers, text } = await target().admin.send('GET', `${PATH}?resourceVersion=999999999`);
      expect({ status, retryAfter: headers['retry-after'] }).toEqual({ status: 504, retryAfter: '1' });
      expect(JSON.parse(text)).toEqual(
        failure(504, expect.stringMatching(/^Timeout: Too large resource version: 999999999, current: \d+$/), {
          reason: 'Timeout',
          details: {
            causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
            retryAfterSeconds: 1,
          },
        }),
      );
    });
  });
}
