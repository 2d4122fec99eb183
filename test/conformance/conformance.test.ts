import { expect, test } from 'vitest';
import { KNOWN_DIFFERENCES } from './known-differences.ts';
import type { Recording } from './recording.ts';
import { readRecordings } from './recording.ts';
import { runConformance } from './run.ts';

const recordings = readRecordings('test/fixtures/recordings');

test('every recording agrees, or differs in a way that is known and proven', { timeout: 120_000 }, async () => {
  const results = await runConformance(recordings);
  expect(results).toHaveLength(recordings.reduce((sum, { expect: outcomes }) => sum + Object.keys(outcomes).length, 0));
  expect(results.filter(({ verdict }) => verdict.kind === 'differs')).toEqual([]);
  const known = new Set(results.flatMap(({ verdict }) => (verdict.kind === 'knowingly differs' ? [verdict.name] : [])));
  expect(KNOWN_DIFFERENCES.map(({ name }) => name)).toEqual(expect.arrayContaining([...known]));
});

const object = (name: string): object => ({
  metadata: { name, namespace: 'default' },
  subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ name: 'h', port: 80 }] }],
});
const nodes = [{ host: '10.0.0.1', port: 80, weight: 50 }];
const event = (name: string): object => ({ event: { type: 'ADDED', object: object(name) } });
const outcome = (...names: readonly string[]) => ({
  nodes: Object.fromEntries(['a', 'b', 'c'].map((name) => [`default/${name}:h`, names.includes(name) ? nodes : null])),
  dict: {
    kubernetes: { ...Object.fromEntries(names.map((name) => [`default/${name}`, { h: nodes }])), discovery_ready: 'true' },
  },
});

/** A recording made up for one situation, with the outcome as the gateway's rules give it. */
function situation(rounds: unknown, ...served: readonly string[]): Recording {
  const queries = ['default/a:h', 'default/b:h', 'default/c:h'];
  return {
    id: 'made-up',
    note: '',
    kubernetes: {},
    rounds,
    queries,
    expect: { '3.18.0': outcome(...served) },
  } as unknown as Recording;
}

const listOfA = { items: [object('a')] };

test.each([
  ['lost-page', situation([{ list: [{ ...listOfA, continue: 't' }, { status: 500 }], watch: [[{ sync: true }]] }], 'a')],
  ['waits-40-s', situation([{ list: [listOfA], watch: [[{ status: 503 }], [event('b'), { sync: true }]] }], 'a')],
  [
    'reconnects-at-garbage',
    situation(
      [
        {
          list: [listOfA],
          watch: [
            [event('b'), { raw: 'oops\n' }, event('c'), { end: true }],
            [event('c'), { sync: true }],
          ],
        },
      ],
      'a',
      'b',
      'c',
    ),
  ],
  [
    'waits-40-s',
    situation(
      [
        {
          list: [listOfA],
          watch: [[event('b'), { raw: '{"type":"ERROR","object":{"code":403}}\n' }]],
        },
        { list: [{ items: [object('c')] }], watch: [[{ sync: true }]] },
      ],
      'a',
      'b',
    ),
  ],
  [
    'reconnects-at-garbage',
    situation(
      [
        { list: [listOfA], watch: [[{ raw: '{}\n' }, { event: { type: 'ERROR', object: { code: 410 } } }]] },
        { list: [{ items: [object('b')] }], watch: [[{ sync: true }]] },
      ],
      'a',
    ),
  ],
  [
    'lost-page + waits-40-s',
    situation(
      [
        {
          list: [{ ...listOfA, continue: 't' }, { status: 500 }],
          watch: [[{ event: { type: 'ERROR', object: { code: 500 } } }]],
        },
        { list: [{ items: [object('b')] }], watch: [[{ sync: true }]] },
      ],
      'a',
    ),
  ],
])('%s is recognised from what happens in the scenario', async (name, recording) => {
  expect(await runConformance([recording])).toMatchObject([{ verdict: { kind: 'knowingly differs', name } }]);
});

test('a later page on which Lua raises ends the list, where any other failure only cuts it short', async () => {
  const rounds = [
    { list: [{ ...listOfA, continue: 't' }, { raw: '{"kind":"EndpointsList"}' }] },
    { list: [{ items: [object('b')] }], watch: [[{ sync: true }]] },
  ];
  const { nodes: found, dict } = outcome('a');
  const { discovery_ready: _, ...services } = dict.kubernetes;
  const recording = { ...situation(rounds), expect: { '3.18.0': { nodes: found, dict: { kubernetes: services } } } } as Recording;
  expect(await runConformance([recording])).toMatchObject([{ verdict: { kind: 'knowingly differs', name: 'lost-page' } }]);
});

test('the first releases ask for the next list with the token of the page that failed', async () => {
  const made = situation([
    { list: [{ ...listOfA, continue: 't' }, { status: 410 }], watch: [[{ event: { type: 'ERROR', object: { code: 410 } } }]] },
    { list: [{ items: [object('b')] }], watch: [[{ sync: true }]] },
  ]);
  const { nodes: found, dict } = outcome('a');
  const { discovery_ready: _, ...services } = dict.kubernetes;
  const lived = { nodes: found, dict: { kubernetes: services } };
  const recording = { ...made, expect: { '2.13.0': lived, '2.13.3': lived } } as Recording;
  expect(await runConformance([recording])).toMatchObject([
    { verdict: { kind: 'knowingly differs', name: 'stale-continue' } },
    { verdict: { kind: 'differs' } },
  ]);
});

test('what the server sends within 40 s of an error of Lua comes too late', async () => {
  const unlistable = { event: { type: 'ADDED', object: { ...object('b'), subsets: null } } };
  const gone = { event: { type: 'ERROR', object: { code: 410 } } };
  const recording = situation(
    [
      { list: [listOfA], watch: [[unlistable, gone]] },
      { list: [{ items: [object('c')] }], watch: [[{ sync: true }]] },
    ],
    'a',
  );
  expect(await runConformance([recording])).toMatchObject([{ verdict: { kind: 'agrees' } }]);
});

test('a wrong answer is not excused by a situation that occurs beside it', async () => {
  const recording = situation([{ list: [{ ...listOfA, continue: 't' }, { status: 500 }], watch: [[{ sync: true }]] }], 'a', 'b');
  expect(await runConformance([recording])).toMatchObject([{ verdict: { kind: 'differs' } }]);
});
