import { describe, expect, test } from 'vitest';

import { failure } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';

const UNKNOWN = failure(404, 'the server could not find the requested resource', { reason: 'NotFound', details: {} });

export function notFoundContract(target: () => ContractTarget): void {
  const get = async (path: string) => {
    const { status, headers, text } = await target().admin.send('GET', path);
    return { status, contentType: headers['content-type'], text };
  };

  describe('404', () => {
    test.each([
      {
        path: '/api/v1/namespaces/default/endpoints/none',
        message: 'endpoints "none" not found',
        details: { name: 'none', kind: 'endpoints' },
      },
      {
        path: '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/none',
        message: 'endpointslices.discovery.k8s.io "none" not found',
        details: { name: 'none', group: 'discovery.k8s.io', kind: 'endpointslices' },
      },
      { path: '/api/v1/namespaces/none', message: 'namespaces "none" not found', details: { name: 'none', kind: 'namespaces' } },
    ])('names the object of $path', async ({ path, message, details }) => {
      expect(JSON.parse((await get(path)).text)).toEqual(failure(404, message, { reason: 'NotFound', details }));
    });

    test.each([
      '/api/v1/nothings',
      '/api/v1/endpoints/none',
      '/apis/discovery.k8s.io/v9/endpointslices',
      '/apis/discovery.k8s.io/v1/endpoints',
    ])('for %s is a Status without a name', async (path) => expect(JSON.parse((await get(path)).text)).toEqual(UNKNOWN));

    test.each(['/nothing', '/apis/nothing.example/v1/endpoints', '//api/v1/endpoints'])('for %s is plain text', async (path) => {
      // A URL cannot begin with two slashes of its path, so this one goes through the parser as an absolute one.
      const absolute = path.startsWith('//') ? `${target().url}${path}` : path;
      expect(await get(absolute)).toEqual({
        status: 404,
        contentType: 'text/plain; charset=utf-8',
        text: '404 page not found\n',
      });
    });
  });
}
