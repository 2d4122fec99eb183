import { describe, expect, test } from 'vitest';
import { readDiscoveryDump } from '../../../src/apisix/read-dump.ts';
import type { GatewayDump } from '../../../src/apisix/read-dump.ts';
import { releaseOf } from '../../../src/apisix/release.ts';
import { configOf, dumpOfCluster, readDump } from '../../../src/doctor/control-api/dump.ts';
import { DEFAULT_CONFIG, fakeGateway } from '../../support/control-api.ts';

const release = releaseOf('3.18.0');

function dumpWith(config: unknown, endpoints: unknown = {}): GatewayDump {
  const dump = readDiscoveryDump({ config, endpoints });
  if (dump === undefined) throw new Error('no dump');
  return dump;
}

describe('the config in a dump', () => {
  test('is read as the release reads a file', () => {
    expect(configOf(dumpWith(DEFAULT_CONFIG), release)).toMatchObject({
      mode: 'single',
      clusters: [{ id: undefined, sharedSize: '64m', client: { kind: 'token-file' } }],
    });
  });

  test.each([
    ['what the release would refuse', { service: { port: 6443 } }],
    ['what is no config', { a: [] }],
    ['what no config could be', JSON.parse(`{"service":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)],
  ])('is not where it is %s', (what, config: unknown) => {
    // An unknown key is accepted by every release.
    expect(configOf(dumpWith(config), release) === undefined).toBe(what !== 'what is no config');
  });
});

describe('the part of a cluster', () => {
  const cluster = { ...DEFAULT_CONFIG, service: { schema: 'https', host: 'one.test', port: '6443' } };
  const key = { name: 'a/b', value: '{}' };
  const services = new Map([['a/b', new Map()]]);

  test.each([
    ['of the only one', cluster, [{ endpoints: [key] }], undefined, { id: undefined, services }],
    ['of one without keys', cluster, {}, undefined, { id: undefined, services: new Map() }],
    [
      'of an id',
      [
        { ...cluster, id: 'one' },
        { ...cluster, id: 'two' },
      ],
      [{ id: 'two', endpoints: [key] }],
      'two',
      { id: 'two', services },
    ],
    [
      'of an id without keys',
      [
        { ...cluster, id: 'one' },
        { ...cluster, id: 'two' },
      ],
      [{ id: 'two', endpoints: [key] }],
      'one',
      { id: 'one', services: new Map() },
    ],
    [
      'of a list of one, where no id is known',
      [{ ...cluster, id: 'one' }],
      [{ id: 'one', endpoints: [key] }],
      undefined,
      { id: 'one', services },
    ],
    [
      'of a list, where no id is known',
      [
        { ...cluster, id: 'one' },
        { ...cluster, id: 'two' },
      ],
      [],
      undefined,
      undefined,
    ],
    ['of an id that the gateway has not', [{ ...cluster, id: 'one' }], [], 'three', undefined],
  ])('%s', (_, running, endpoints, id, expected) => {
    const dump = dumpWith(running, endpoints);
    const config = configOf(dump, release);
    expect(config && dumpOfCluster(dump, { id, config })).toEqual(expected);
  });
});

test.each([
  [{}, 'dump'],
  [{ config: undefined }, 'absent'],
  [{ faults: { '/v1/discovery/kubernetes/dump': { status: 502, body: '' } } }, 'other'],
])('%j answers: %s', async (fields, kind) => {
  const { api } = await fakeGateway(fields);
  expect((await readDump(api)).kind).toBe(kind);
});
