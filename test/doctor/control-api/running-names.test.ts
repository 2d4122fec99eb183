import { expect, test } from 'vitest';
import { runningNames } from '../../../src/doctor/control-api/running-names.ts';
import { fakeGateway } from '../../support/control-api.ts';

const upstream = { discovery_type: 'kubernetes', service_name: 'shop/cms:http' };

test('a running gateway asks for the names of its upstreams of kubernetes, wherever they are', async () => {
  const { api, url } = await fakeGateway({
    routes: [
      { id: 'r', upstream: { ...upstream, scheme: 'https' } },
      { id: 'plain', upstream: { nodes: [] } },
    ],
    services: [{ id: 's', upstream: { ...upstream, discovery_type: 'dns' } }, { id: 'none' }],
    upstreams: [
      { id: 'u', ...upstream, service_name: 'shop/cart:http' },
      { id: 'w03', service_name: 'shop/x:y' },
    ],
  });
  expect(await runningNames(api)).toEqual([
    { serviceName: 'shop/cms:http', origin: `route "r" of the gateway at ${url.host}`, place: undefined, scheme: 'https' },
    { serviceName: 'shop/cart:http', origin: `upstream "u" of the gateway at ${url.host}`, place: undefined, scheme: undefined },
  ]);
});

test('one that does not say asks for none', async () => {
  const { api } = await fakeGateway({ faults: { '/v1/routes': { status: 500, body: '' } } });
  expect(await runningNames(api)).toEqual([]);
});
