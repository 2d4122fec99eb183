import { describe, expect, test } from 'vitest';
import { discoveryDump } from '../../src/apisix/control-api.ts';
import { NodeDict } from '../../src/apisix/node-dict.ts';
import { readDiscoveryDump } from '../../src/apisix/read-dump.ts';
import { releaseOf } from '../../src/apisix/release.ts';

const node = { host: '10.0.0.1', port: 80, weight: 50 };

function dict(): NodeDict {
  const made = new NodeDict();
  made.set('a/x', new Map([['http', [node]]]));
  made.set('a/none', new Map());
  made.set('a/port', new Map([['http', []]]));
  made.setReady();
  return made;
}

const services = new Map([
  ['a/none', new Map()],
  ['a/port', new Map()],
  ['a/x', new Map([['http', [node]]])],
]);

describe('what a dump of a gateway says is read again', () => {
  test.each([
    ['3.18.0', 'single', [{ id: undefined, services }]],
    ['3.15.0', 'single', [{ id: undefined, services }]],
    ['3.13.0', 'multi', [{ id: 'one', services }]],
    ['3.10.0', 'multi', [{ id: 'one', services }]],
    ['3.10.0', 'single', []],
  ] as const)('%s, %s mode', (version, mode, clusters) => {
    const id = mode === 'multi' ? 'one' : undefined;
    const dump = discoveryDump({
      release: releaseOf(version),
      mode,
      config: { shared_size: '1m' },
      clusters: [{ id, dict: dict() }],
    });
    expect(readDiscoveryDump(JSON.parse(JSON.stringify(dump)))).toEqual({ config: { shared_size: '1m' }, clusters });
  });
});

describe('of a dump that holds anything, what has the shape of one is taken', () => {
  const config = {};

  test.each([
    ['an empty table of clusters', {}, []],
    ['a cluster without keys', [{ endpoints: {} }], [{ id: undefined, services: new Map() }]],
    ['no clusters but texts', ['x', 1, null, []], []],
    [
      'keys without a name or a text',
      [{ endpoints: [{ name: 1, value: '{}' }, { name: 'a/b' }, { name: 'ready', value: true }, null] }],
      [{ id: undefined, services: new Map() }],
    ],
    [
      'text that is no JSON',
      [{ id: 7, endpoints: [{ name: 'a/b', value: '{' }] }],
      [{ id: undefined, services: new Map([['a/b', undefined]]) }],
    ],
    [
      'JSON that is no table',
      [
        {
          endpoints: [
            { name: 'a/b', value: '7' },
            { name: 'a/c', value: '[1]' },
          ],
        },
      ],
      [
        {
          id: undefined,
          services: new Map([
            ['a/b', undefined],
            ['a/c', undefined],
          ]),
        },
      ],
    ],
    [
      'an empty list in place of a table',
      [{ endpoints: [{ name: 'a/b', value: '[]' }] }],
      [{ id: undefined, services: new Map([['a/b', new Map()]]) }],
    ],
    [
      'a node without anything',
      [{ endpoints: [{ name: 'a/b', value: '{"http":[{},7]}' }] }],
      [{ id: undefined, services: new Map([['a/b', new Map([['http', [{ weight: Number.NaN }]]])]]) }],
    ],
  ])('%s', (_, endpoints, clusters) => {
    expect(readDiscoveryDump({ config, endpoints })).toEqual({ config, clusters });
  });

  test.each([[undefined], [null], ['text'], [[]], [{}], [{ config: {} }], [{ endpoints: [] }], [{ config: 'x', endpoints: [] }]])(
    '%j is no dump',
    (document) => {
      expect(readDiscoveryDump(document)).toBeUndefined();
    },
  );

  test('a name such as __proto__ is one like others', () => {
    const endpoints = [{ name: '__proto__', value: '{"__proto__":[{"host":"h","port":1,"weight":1}]}' }];
    const [cluster] = readDiscoveryDump({ config, endpoints: [{ endpoints }] })?.clusters ?? [];
    expect(cluster?.services).toEqual(new Map([['__proto__', new Map([['__proto__', [{ host: 'h', port: 1, weight: 1 }]]])]]));
  });
});
