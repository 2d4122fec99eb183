import { describe, expect, test } from 'vitest';
import { discoveryDump, withoutTokens } from '../../src/apisix/control-api.ts';
import { NodeDict } from '../../src/apisix/node-dict.ts';
import { releaseOf } from '../../src/apisix/release.ts';

const node = { host: '10.0.0.1', port: 80, weight: 50 };

function dictOf(keys: readonly string[], { ready = false } = {}): NodeDict {
  const dict = new NodeDict();
  for (const key of keys) dict.set(key, new Map([['http', [node]]]));
  if (ready) dict.setReady();
  return dict;
}

function dump(version: string, dicts: Readonly<Record<string, NodeDict>>, mode: 'single' | 'multi' = 'single') {
  const clusters = Object.entries(dicts).map(([id, dict]) => ({ id: mode === 'single' ? undefined : id, dict }));
  return discoveryDump({ release: releaseOf(version), mode, config: 'the config', clusters }).endpoints;
}

const value = '{"http":[{"host":"10.0.0.1","port":80,"weight":50}]}';

describe('the keys of a dict', () => {
  test('are sorted, and hold JSON as text', () => {
    expect(dump('3.18.0', { one: dictOf(['b/x', 'a/x']) })).toEqual([
      {
        endpoints: [
          { name: 'a/x', value },
          { name: 'b/x', value },
        ],
      },
    ]);
  });

  test('an empty table is {} in them, be it of ports or of nodes', () => {
    const dict = new NodeDict();
    dict.set('a/none', new Map());
    dict.set('a/port', new Map([['http', []]]));
    expect(dump('3.18.0', { one: dict })).toEqual([
      {
        endpoints: [
          { name: 'a/none', value: '{}' },
          { name: 'a/port', value: '{"http":{}}' },
        ],
      },
    ]);
  });

  test.each([
    ['3.14.0', [{ name: 'a/x', value }]],
    [
      '3.15.0',
      [
        { name: 'a/x', value },
        { name: 'discovery_ready', value: true },
      ],
    ],
    [
      '3.16.0',
      [
        { name: 'a/x', value },
        { name: 'discovery_ready', value: true },
      ],
    ],
    ['3.17.0', [{ name: 'a/x', value }]],
  ])('show the flag of a complete list in %s as that release does', (version, endpoints) => {
    const ready = releaseOf(version).cleansUpAfterList;
    expect(dump(version, { one: dictOf(['a/x'], { ready }) })).toEqual([{ endpoints }]);
  });

  test.each([
    ['3.13.0', 512],
    ['3.14.0', 600],
  ])('are limited in %s: of 600 services it shows %i, those that were there first', (version, count) => {
    const keys = Array.from({ length: 600 }, (_, at) => `a/${String(at).padStart(3, '0')}`);
    const [cluster] = dump(version, { one: dictOf(keys) }) as readonly { endpoints: readonly { name: string }[] }[];
    expect(cluster?.endpoints.map(({ name }) => name)).toEqual(keys.slice(0, count));
  });
});

describe('the clusters', () => {
  test.each(['3.10.0', '3.12.0'])('are none in single mode of %s', (version) => {
    expect(dump(version, { one: dictOf(['a/x']) })).toEqual({});
  });

  test.each([
    [
      '3.12.0',
      [
        { id: 'one', endpoints: [{ name: 'a/x', value }] },
        { id: 'two', endpoints: {} },
      ],
    ],
    ['3.13.0', [{ id: 'one', endpoints: [{ name: 'a/x', value }] }]],
  ])('carry their id in multi mode; %s shows one without keys so', (version, expected) => {
    expect(dump(version, { one: dictOf(['a/x']), two: new NodeDict() }, 'multi')).toEqual(expected);
  });

  test('without any key are an empty table', () => {
    expect(dump('3.18.0', { one: new NodeDict() })).toEqual({});
  });

  test('with the flag alone have an empty table from 3.17.0 on', () => {
    expect(dump('3.17.0', { one: dictOf([], { ready: true }) })).toEqual([{ endpoints: {} }]);
  });
});

test.each([
  [
    { client: { token: 'secret', token_file: '/t' }, service: {} },
    { client: { token: '***', token_file: '/t' }, service: {} },
  ],
  [
    [{ id: 'a', client: { token: 'secret' } }, { id: 'b' }],
    [{ id: 'a', client: { token: '***' } }, { id: 'b' }],
  ],
  [{ client: { token_file: '/t' } }, { client: { token_file: '/t' } }],
  [{}, {}],
])('tokens are masked: %j', (config, masked) => {
  expect(withoutTokens(config)).toEqual(masked);
});
