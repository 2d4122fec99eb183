import { expect, test } from 'vitest';
import type { Json } from '../../../src/apisix/lua.ts';
import type { Resource } from '../../../src/apisix/view.ts';
import { PodlessHosts } from '../../../src/doctor/facts/podless-hosts.ts';
import { endpointSlice, endpoints, ofPods } from '../../support/objects.ts';

/** Which of 10.0.0.1 and 10.0.0.2 have no pod behind them. */
function podlessIn(resource: Resource, ...objects: readonly unknown[]): readonly string[] {
  const hosts = new PodlessHosts(resource);
  // What the API server sends is JSON.
  for (const object of objects) hosts.add(JSON.parse(JSON.stringify(object)) as Json);
  return ['10.0.0.1', '10.0.0.2'].filter((host) => hosts.has(host));
}

const slice = endpointSlice('shop/cms-a', { service: 'cms' });

test.each<readonly [string, Resource, unknown, readonly string[]]>([
  ['Endpoints that somebody wrote', 'endpoints', endpoints('shop/db'), ['10.0.0.1']],
  ['Endpoints of pods', 'endpoints', ofPods(endpoints('shop/cms')), []],
  ['a slice that somebody wrote', 'endpointslices', slice, ['10.0.0.1']],
  [
    'a slice with a pod, and with something else',
    'endpointslices',
    {
      ...slice,
      endpoints: [
        { addresses: ['10.0.0.1'], targetRef: { kind: 'Pod' } },
        { addresses: ['10.0.0.2'], targetRef: { kind: 'Node' } },
      ],
    },
    ['10.0.0.2'],
  ],
  ['what is nothing of the API', 'endpoints', { subsets: [{ addresses: [null, {}, { ip: 7 }] }, 'x'] }, []],
])('%s', (_, resource, object, hosts) => {
  expect(podlessIn(resource, object)).toEqual(hosts);
});
