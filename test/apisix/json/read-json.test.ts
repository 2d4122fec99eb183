import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../../src/apisix/json/read-json.ts';
import { tableKind } from '../../../src/apisix/located.ts';
import type { Located } from '../../../src/apisix/located.ts';

/** As JSON.parse() has it, but for empty lists, which are empty maps. */
function plain(value: Located): unknown {
  if (value.kind !== 'table') return value.kind === 'null' ? null : value.value;
  if (tableKind(value) === 'list') return value.entries.map((entry) => plain(entry.value));
  return Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
}

test('every value has its place', () => {
  expect(readJson('{\r\n\t"id": [1, "b"]\n}\n')).toEqual({
    ok: true,
    repeatedKeys: [],
    root: {
      kind: 'table',
      position: { line: 1, column: 1 },
      end: { line: 3, column: 2 },
      entries: [
        {
          key: 'id',
          keyPosition: { line: 2, column: 2 },
          keyEnd: { line: 2, column: 6 },
          value: {
            kind: 'table',
            position: { line: 2, column: 8 },
            end: { line: 2, column: 16 },
            entries: [
              {
                key: 1,
                keyPosition: { line: 2, column: 9 },
                keyEnd: { line: 2, column: 9 },
                value: {
                  kind: 'scalar',
                  value: 1,
                  text: '1',
                  position: { line: 2, column: 9 },
                  end: { line: 2, column: 10 },
                },
              },
              {
                key: 2,
                keyPosition: { line: 2, column: 12 },
                keyEnd: { line: 2, column: 12 },
                value: {
                  kind: 'scalar',
                  value: 'b',
                  text: 'b',
                  position: { line: 2, column: 12 },
                  end: { line: 2, column: 15 },
                },
              },
            ],
          },
        },
      ],
    },
  });
});

test('values are those of JSON.parse()', () => {
  const isEmptyList = (_key: string, value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? {} : value);
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
      const text = JSON.stringify(JSON.parse(json, isEmptyList), undefined, space);
      const read = readJson(text);
      expect(read.ok && read.root && JSON.stringify(plain(read.root))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test('the last of two values of a key counts, and the key is named', () => {
  const read = readJson('{"a": 1, "b": 2, "a": 3}');
  expect(read.ok && read.root && plain(read.root)).toEqual({ a: 3, b: 2 });
  expect(read.ok && read.repeatedKeys.map(({ id, position }) => [id, position])).toEqual([['C37', { line: 1, column: 18 }]]);
});

test('escapes of two halves are one character', () => {
  const read = readJson(String.raw`"\ud83d\ude00\n"`);
  expect(read.ok && read.root && plain(read.root)).toBe('😀\n');
});

test('a file of blanks is empty', () => {
  expect(readJson(' \n\t')).toEqual({ ok: true, root: undefined, repeatedKeys: [] });
});

describe('what is no JSON', () => {
  test.each([
    ['{"a": 1,}', 1, 9, 'a comma stands before the closing bracket'],
    ['[1\n 2]', 2, 2, 'a comma or ] is missing'],
    ['{"a" 1}', 1, 6, 'a colon is missing'],
    ['{a: 1}', 1, 2, 'a key in double quotes is missing'],
    ['{"a": }', 1, 7, 'a value is missing, or text without double quotes stands here'],
    ['[01]', 1, 3, 'a comma or ] is missing'],
    ['["a\nb"]', 1, 4, 'text in quotes must end on its line, and holds no other escapes than those of JSON'],
    [String.raw`["\x41"]`, 1, 3, 'text in quotes must end on its line, and holds no other escapes than those of JSON'],
    [String.raw`["\ud83d"]`, 1, 10, String.raw`the text before holds half of a character, such as \ud83d alone`],
    ['{} {}', 1, 4, 'something follows after the end of the value'],
    ['[', 1, 2, 'a value is missing, or text without double quotes stands here'],
    ['['.repeat(100_000), 1, 1001, 'lists or maps are nested too deeply'],
  ])('%s', (text, line, column, what) => {
    expect(readJson(text)).toEqual({ ok: false, problem: { message: `Cannot read JSON: ${what}`, position: { line, column } } });
  });
});

test('a text of any length is read', () => {
  const long = 'x'.repeat(9_000_000);
  const read = readJson(JSON.stringify([long]));
  expect(read.ok && read.root && plain(read.root)).toEqual([long]);
});
