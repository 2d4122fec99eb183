import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DictEntry } from '../../src/apisix/dict-size.ts';
import { dictEntries, dictPages, pagesTaken, parseSize } from '../../src/apisix/dict-size.ts';
import { NodeDict } from '../../src/apisix/node-dict.ts';

/** How many services nginx took before it said "no memory". */
interface Measured {
  readonly size: string;
  readonly keyLength: number;
  readonly valueLength: number;
  readonly services: number;
}

const measured: readonly Measured[] = readFileSync('test/fixtures/recordings/shared-dict.tsv', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [size = '', ...numbers] = line.split('\t');
    const [keyLength = 0, valueLength = 0, services = 0] = numbers.map(Number);
    return { size, keyLength, valueLength, services };
  });

function* services({ keyLength, valueLength }: Measured, count: number): Generator<DictEntry> {
  for (let at = 0; at < count; at++) {
    yield { keyLength, valueLength };
    yield { keyLength: keyLength + '#version'.length, valueLength: 8 };
  }
}

describe('as many services fit as nginx itself took', () => {
  test('there are recordings', () => expect(measured).toHaveLength(127));

  test.each(measured)('$size: $services of $keyLength + $valueLength bytes', (row) => {
    const pages = dictPages(parseSize(row.size) ?? 0);
    expect(pagesTaken(services(row, row.services))).toBeLessThanOrEqual(pages);
    expect(pagesTaken(services(row, row.services + 1))).toBeGreaterThan(pages);
  });
});

test('a service has the JSON of its nodes and a version, and a list that has passed leaves its flag', () => {
  const dict = new NodeDict();
  dict.set('shop/cms', new Map([['http', [{ host: '10.0.0.1', port: 8080, weight: 50 }]]]));
  dict.set('shop/idle', new Map());
  dict.setReady();
  expect(dictEntries(dict)).toEqual([
    { keyLength: 'discovery_ready'.length, valueLength: 1 },
    { keyLength: 'shop/cms'.length, valueLength: '{"http":[{"host":"10.0.0.1","port":8080,"weight":50}]}'.length },
    { keyLength: 'shop/idle'.length, valueLength: '{}'.length },
    { keyLength: 'shop/cms#version'.length, valueLength: 8 },
    { keyLength: 'shop/idle#version'.length, valueLength: 8 },
  ]);
});

test('lengths are counted in bytes', () => {
  const dict = new NodeDict();
  dict.set('shop/ü', new Map());
  expect(dictEntries(dict)[0]).toEqual({ keyLength: 7, valueLength: 2 });
});

test('an empty dict takes the two pages of the module', () => expect(pagesTaken([])).toBe(2));

test.each([
  ['1m', 1_048_576],
  ['64M', 67_108_864],
  ['512k', 524_288],
  ['4096', 4096],
  ['1g', undefined],
  ['', undefined],
])('%j is %j bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));
