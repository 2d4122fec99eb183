import type { ApiReader } from '../../src/kube/transport.ts';

/** An API server of which every list of Endpoints or slices, whole on one page, holds what `objects` answers then. */
export function listReader(objects: () => readonly object[]): ApiReader {
  return {
    server: 'https://cluster.test:6443',
    get: ({ path }) => {
      const kind = path.endsWith('/endpoints') ? 'EndpointsList' : 'EndpointSliceList';
      const apiVersion = kind === 'EndpointsList' ? 'v1' : 'discovery.k8s.io/v1';
      const bytes = Buffer.from(JSON.stringify({ kind, apiVersion, metadata: { resourceVersion: '7' }, items: objects() }));
      async function* body(): AsyncGenerator<Uint8Array> {
        yield bytes;
      }
      return Promise.resolve({ status: 200, headers: {}, warnings: [], body: body(), redact: (text) => text });
    },
    close: () => {},
  };
}
