import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/apisix/lua.ts';
import { PortTraitsByService } from '../../../src/doctor/facts/port-traits.ts';
import { endpointSlice, endpoints } from '../../support/objects.ts';

interface Port {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

/** What is known of the port of `a/s`, of its Endpoints and of its slice. */
function traitsOf(key: string, ...ports: readonly Port[]): readonly object[] {
  const [byEndpoints, bySlices] = [new PortTraitsByService('endpoints'), new PortTraitsByService('endpointslices')];
  byEndpoints.add(json(endpoints('a/s', { ports })));
  bySlices.add(json(endpointSlice('a/s-1', { service: 's', ports })));
  return [byEndpoints.of('a/s', key), bySlices.of('a/s', key)];
}

/** As it comes from an API server. */
function json(object: object): Json {
  return JSON.parse(JSON.stringify(object)) as Json;
}

describe('of a port is known', () => {
  test.each<readonly [string, Port, string | undefined, string | undefined]>([
    ['http', { name: 'http', port: 8080 }, undefined, undefined],
    ['dns', { name: 'dns', port: 53, protocol: 'UDP' }, 'UDP', undefined],
    ['5060', { port: 5060, protocol: 'SCTP' }, 'SCTP', undefined],
    ['web', { name: 'web', port: 8080, appProtocol: 'HTTPS' }, undefined, 'its appProtocol is HTTPS'],
    ['https', { name: 'https', port: 443, appProtocol: 'http' }, undefined, undefined],
    ['https', { name: 'https', port: 9000 }, undefined, 'it is called https'],
    ['https-web', { name: 'https-web', port: 9000 }, undefined, 'it is called https-web'],
    ['httpsd', { name: 'httpsd', port: 9000 }, undefined, undefined],
    ['web', { name: 'web', port: 8443 }, undefined, 'its number is 8443'],
    ['443', { port: 443 }, undefined, 'its number is 443'],
    ['http-web', { name: 'http-web', port: 443 }, undefined, undefined],
    ['quic', { name: 'quic', port: 443, protocol: 'UDP' }, 'UDP', undefined],
  ])('%s: %j', (key, port, notTcp, tls) => {
    const expected = { notTcp, tls };
    expect(traitsOf(key, port)).toEqual([expected, expected]);
  });

  test('that it is not only TCP, where two ports have one name', () => {
    const ports = [
      { name: 'dns', port: 53 },
      { name: 'dns', port: 53, protocol: 'UDP' },
    ];
    expect(traitsOf('dns', ...ports)).toEqual([
      { notTcp: 'UDP', tls: undefined },
      { notTcp: 'UDP', tls: undefined },
    ]);
  });

  test('nothing, where its service is another one', () => {
    const traits = new PortTraitsByService('endpoints');
    traits.add(json(endpoints('a/s', { ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] })));
    expect(traits.of('b/s', 'dns')).toEqual({ notTcp: undefined, tls: undefined });
  });
});

test('objects that are nothing of the API tell nothing', () => {
  const traits = new PortTraitsByService('endpointslices');
  for (const object of [null, 'text', [], { ports: null }, { metadata: null, ports: [null, 'x', {}] }]) traits.add(object);
  expect(traits.of('/', 'x')).toEqual({ notTcp: undefined, tls: undefined });
});
