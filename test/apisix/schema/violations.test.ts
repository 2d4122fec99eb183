import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../src/apisix/schema/schema.ts';
import { violations } from '../../../src/apisix/schema/violations.ts';
import type { Exemption, Violation } from '../../../src/apisix/schema/violations.ts';
import { located } from '../../support/located.ts';

/** `1:5 hosts.0 minLength`. */
function told(violation: Violation): string {
  const { value, path, keyword } = violation;
  const { line, column } = value.position;
  return [`${line}:${column}`, path.join('.'), keyword, detail(violation)].filter((part) => part !== '').join(' ');
}

function detail(violation: Violation): string {
  switch (violation.keyword) {
    case 'required':
      return violation.missing;
    case 'additionalProperties':
      return String(violation.unknown.key);
    case 'anyOf':
    case 'oneOf':
      return violation.alternatives.map((refusals) => `[${refusals.map(told).join(', ')}]`).join(' ');
    default:
      return '';
  }
}

function violationsIn(schema: Schema, yaml: string): readonly string[] {
  return violations(schema, { value: located(yaml), path: [], keyPosition: { line: 1, column: 1 } }).map(told);
}

describe('violations', () => {
  const cases: readonly (readonly [name: string, schema: Schema, yaml: string, expected: readonly string[]])[] = [
    ['an empty list is a map', { type: 'object' }, '[]', []],
    ['an empty map is a list', { type: 'array', minItems: 0 }, '{}', []],
    ['a list is no map', { type: 'object', required: ['a'] }, '[a]', ['1:1 type']],
    ['a map with the keys 1 and 2 is a list', { type: 'array', items: { type: 'string' } }, '{2: a, 1: b}', []],
    ['a map with other keys beside 1 is none', { type: 'array' }, '{1: a, b: c}', ['1:1 type']],
    ['null has no type', { properties: { a: { type: ['object', 'string'] } } }, 'a: ~', ['1:4 a type']],
    ['null is there', { required: ['a'] }, 'a: ~', []],
    ['1.0 is an integer and 1.5 is not', { items: { type: 'integer' } }, '[1.0, 1.5]', ['1:7 1 type']],
    ['a number between quotes is text', { type: 'number' }, '"1"', ['1:1 type']],
    ['required concerns maps alone', { required: ['a'] }, '[b]', []],
    ['what a list lacks an empty one lacks', { required: ['a'] }, '[]', ['1:1 required a']],
    [
      'numbers and booleans of an enum',
      { items: { enum: [1, true, 'a'] } },
      '[1, true, a, "1", 0, {}]',
      ['1:14 3 enum', '1:19 4 enum', '1:22 5 enum'],
    ],
    ['bounds of numbers', { items: { minimum: 1, maximum: 3 } }, '[0, 1, 3, 4, x]', ['1:2 0 minimum', '1:11 3 maximum']],
    ['an exclusive minimum', { items: { exclusiveMinimum: 0 } }, '[0, 0.1]', ['1:2 0 exclusiveMinimum']],
    [
      'lengths in code points',
      { items: { minLength: 2, maxLength: 2 } },
      '["😀", "😀é", "😀éa"]',
      ['1:2 0 minLength', '1:15 2 maxLength'],
    ],
    [
      'bounds of lists',
      { items: { minItems: 1, maxItems: 1 } },
      '[[], [1], [1, 2], {a: 1, b: 2}]',
      ['1:2 0 minItems', '1:11 2 maxItems'],
    ],
    [
      'bounds of maps',
      { items: { minProperties: 1, maxProperties: 1 } },
      '[{}, {a: 1}, {a: 1, b: 2}, [1, 2]]',
      ['1:2 0 minProperties', '1:14 2 maxProperties'],
    ],
    ['$ before one newline', { items: { pattern: '^a$' } }, '["a", "a\\n", "a\\n\\n"]', ['1:14 2 pattern']],
    ['blanks of ASCII', { items: { pattern: '^\\S+$' } }, '["a\\_b", "a b"]', ['1:10 1 pattern']],
    [
      'equal items',
      { items: { uniqueItems: true } },
      '[[1, "1"], [1, 1.0], [{a: 1, b: [x]}, {b: [x], a: 1}], [~, ~]]',
      ['1:12 1 uniqueItems', '1:22 2 uniqueItems', '1:56 3 uniqueItems'],
    ],
    [
      'unknown keys',
      { properties: { a: {} }, patternProperties: { '^x-': {} }, additionalProperties: false },
      '{a: 1, x-b: 2, c: 3, constructor: 4, 5: 6}',
      ['1:1 additionalProperties c', '1:1 additionalProperties constructor', '1:1 additionalProperties 5'],
    ],
    [
      'values by the pattern of their key',
      { patternProperties: { '^a': { type: 'string' }, b$: { maxLength: 1 } } },
      '{ab: 1, b: xx, c: 1}',
      ['1:6 ab type', '1:12 b maxLength'],
    ],
    [
      'what a key asks for beside it',
      { dependencies: { a: { required: ['b'] }, c: { not: { required: ['d'] } } } },
      '{a: 1, c: 2, d: 3}',
      ['1:1 required b', '1:1 not'],
    ],
    ['all of allOf', { allOf: [{ required: ['a'] }, { required: ['b'] }] }, '{}', ['1:1 required a', '1:1 required b']],
    ['not', { not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] } }, '{b: 1}', ['1:1 not']],
    [
      'none of anyOf',
      { anyOf: [{ type: 'string', minLength: 1 }, { type: 'integer' }] },
      '""',
      ['1:1 anyOf [1:1 minLength] [1:1 type]'],
    ],
    [
      'none of oneOf',
      { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      '{}',
      ['1:1 oneOf [1:1 required a] [1:1 required b]'],
    ],
    ['several of oneOf', { oneOf: [{ required: ['a'] }, { required: ['b'] }] }, '{a: 1, b: 2}', ['1:1 oneOf [] []']],
  ];

  it.each(cases)('%s', (_name, schema, yaml, expected) => {
    expect(violationsIn(schema, yaml)).toEqual(expected);
  });

  it('are none in a value that is exempt', () => {
    const schema: Schema = { items: { anyOf: [{ type: 'string', maxLength: 1 }, { type: 'integer' }] } };
    const value = located('["a", "$x", "$", true]');
    const isExempt: Exemption = (inner, { type }) => type === 'string' && inner.kind === 'scalar' && inner.value === '$x';
    const found = violations(schema, { value, path: [], keyPosition: value.position }, isExempt);
    expect(found.map(told)).toEqual(['1:18 3 anyOf [1:18 3 type] [1:18 3 type]']);
  });

  it('stand where they are written', () => {
    const schema: Schema = {
      properties: { nodes: { type: 'array', items: { properties: { port: { type: 'integer', maximum: 65535 } } } } },
    };
    expect(violationsIn(schema, 'nodes:\n  - port: 1\n  - port: 65536\n')).toEqual(['3:11 nodes.1.port maximum']);
  });

  it('name a pattern that PCRE does not compile', () => {
    expect(() => violationsIn({ pattern: '(' }, 'a')).toThrow(new RangeError('The pattern ( does not compile: missing )'));
  });
});

describe('formats', () => {
  const addresses: readonly (readonly [format: 'ipv4' | 'ipv6', good: readonly string[], bad: readonly string[]])[] = [
    ['ipv4', ['127.0.0.1', '255.255.255.255'], ['127.0.0.256', '127.0.0.01', '127.0.0', '127.0.0.1/8', '127.0.0.1\\n', '::1']],
    [
      'ipv6',
      ['::', '::1', '1::', 'FE80::1', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4'],
      [
        '',
        ':',
        ':1',
        '1:',
        ':::',
        '1::2::3',
        '1:2:3:4:5:6:7',
        '1:2:3:4::5:6:7:8',
        '12345::',
        '1.2.3.4::',
        '::1%eth0',
        '[::1]',
        '1.2.3.4',
      ],
    ],
  ];

  it.each(addresses)('%s', (format, good, bad) => {
    const list = [...good, ...bad].map((text) => `"${text}"`).join(', ');
    const refused = violationsIn({ items: { format } }, `[${list}]`).map((line) => Number(line.split(' ')[1]));
    expect(refused).toEqual(bad.map((_text, index) => good.length + index));
  });
});
