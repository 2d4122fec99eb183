import { describe, expect, it } from 'vitest';
import type { Located } from '../../../src/apisix/located.ts';
import { readYaml, readYamlDocuments } from '../../../src/apisix/yaml/read-yaml.ts';
import { LYAML, TINYYAML } from '../../../src/apisix/yaml/yaml-dialect.ts';

/** The value without its places, or what is wrong with the text. */
function readAs(text: string, dialect = LYAML): unknown {
  const read = readYaml(text, dialect);
  return read.ok ? plain(read.root) : read.problem.message.replace('Cannot read YAML: ', '');
}

function plain(value: Located | undefined): unknown {
  if (value === undefined || value.kind === 'null') return null;
  return value.kind === 'scalar'
    ? value.value
    : Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
}

const TAG = 'the value does not fit its tag';
const MERGE = '<< takes a map';

describe('a value with a tag', () => {
  it.each([
    ['!!str 6443', '6443'],
    ['!!str', ''],
    ['!!null x', null],
    ['!!int "6443"', 6443],
    ['!!int 0x1f', 31],
    ['!!int 1:30', 90],
    ['!!int 1.0', TAG],
    ['!!int x', TAG],
    ['!!float 1', 1],
    ['!!float ".inf"', Infinity],
    ['!!float 1:30', TAG],
    ['!!bool "yes"', true],
    ['!!bool N', false],
    ['!!bool 1', TAG],
    ['!foo 1', 1],
    ['!foo "1"', '1'],
  ])('%s', (text, expected) => {
    expect(readAs(text)).toEqual(expected);
    expect(readAs(text, TINYYAML)).toEqual(expected);
  });
});

describe('what << brings in', () => {
  it.each([
    ['<<: {a: 1}\nb: 2\n', { a: 1, b: 2 }],
    ['a: 1\n<<: {a: 2}\n', { a: 1 }],
    ['<<: {a: 2}\na: 1\n', { a: 1 }],
    ['<<: [{a: 1}, {a: 2, b: 3}]\n', { a: 1, b: 3 }],
    ['<<: [~, {a: 1}]\n', { a: 1 }],
    ['<<: {}\n', {}],
    ['<<: a\n', MERGE],
    ['<<: [a]\n', MERGE],
    ['<<:\n', MERGE],
  ])('%j', (text, expected) => {
    expect(readAs(text)).toEqual(expected);
  });
});

it('ends text at its first NUL, as C does', () => {
  expect(readAs('"a\\0b"')).toBe('a');
});

it('takes no key that is not a number', () => {
  expect(readAs('.nan: 1')).toBe('a value without quotes cannot start with this character');
});

describe('a comment', () => {
  it.each([
    ['a: "b"#c\nd: 1\n', { a: 'b', d: 1 }],
    ['a: [b]#c\n', { a: { 1: 'b' } }],
    ['a: [b #c\n  , d]\n', { a: { 1: 'b', 2: 'd' } }],
    ['a: |#c\n  b\n', { a: 'b\n' }],
    ['a: b#c\n', { a: 'b#c' }],
    ['#c\na: # d\n  # e\n  b: 1 # f\n#g', { a: { b: 1 } }],
  ])('may touch what stands before it: %j', (text, expected) => {
    expect(readAs(text)).toEqual(expected);
  });
});

describe('a file of too many documents', () => {
  const text = (count: number): string => `a: 1\n${'---\n'.repeat(count - 1)}`;
  const problem = {
    message: 'Cannot read YAML: this file holds more than 10000 documents',
    hint: 'Split it',
    position: { line: 10_001, column: 1 },
    id: 'C34',
  };

  it('is refused', () => {
    expect(readAs(text(10_000))).toEqual({ a: 1 });
    expect(readYaml(text(200_000), LYAML)).toEqual({ ok: false, problem });
    expect(readYamlDocuments(text(200_000), LYAML)).toEqual([{ ok: false, problem }]);
  });
});

describe('a line that ends with a carriage return alone', () => {
  it.each([
    ['a: 1\rb: 2\r', { a: 1, b: 2 }],
    ['a:\r  b: 1\r  c: 2\r', { a: { b: 1, c: 2 } }],
    ['a: |\r  x\r  y\rb: 1\r', { a: 'x\ny\n', b: 1 }],
    ['a: "x\r  y"\r', { a: 'x y' }],
    ['# c\ra: 1\r\nb: [1,\r2]\r', { a: 1, b: { 1: 1, 2: 2 } }],
  ])('%j', (text, expected) => {
    expect(readAs(text)).toEqual(expected);
    expect(readAs(text, TINYYAML)).toEqual(expected);
  });

  it('is no new line for positions, as lint counts them by line feeds', () => {
    const read = readYaml('a: 1\rb: 2\nc: 3\n', LYAML);
    expect(read.ok && read.root?.kind === 'table' && read.root.entries.map(({ keyPosition }) => keyPosition)).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 6 },
      { line: 2, column: 1 },
    ]);
  });
});

describe('a reference without quotes inside brackets', () => {
  it.each([
    ['a: {host: h, port: ${PORT}}', 'Quote it: "${PORT}"'],
    ['a: {host: h, port: ${{PORT}}}', 'Quote it: "${PORT}"'],
    ['a: {host: ${{HOST}}, port: "1"}', 'Quote it: "${{HOST}}"'],
    ['a:\n  - [${A}]', 'Quote it: "${A}"'],
    ['a: {token: ${{T:=abc}}}', 'JSON-style commas and stray brackets are the usual cause'],
    ['a: {host: ${HOST}}', 'Quote it: "${HOST}"'],
  ])('is to be quoted: %s', (text, hint) => {
    expect([LYAML, TINYYAML].map((dialect) => readYaml(text, dialect))).toMatchObject([
      { ok: false, problem: { hint } },
      { ok: false, problem: { hint } },
    ]);
  });
});
