import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/apisix/yaml/read-yaml.ts';
import { LYAML, TINYYAML } from '../../../src/apisix/yaml/yaml-dialect.ts';

/** `read`, or `2:1 a tab stands …`. */
function outcome(text: string, dialect = LYAML): string {
  const read = readYaml(text, dialect);
  if (read.ok) return 'read';
  const { message, position } = read.problem;
  return `${position.line}:${position.column} ${message.replace('Cannot read YAML: ', '')}`;
}

const TAB = 'a tab stands where only spaces may';
const KEY = 'something stands here that YAML does not expect';
const COLON = 'a quote, a comma, a colon or a closing bracket is missing';

describe('a tab for libyaml', () => {
  it.each([
    ['a: 1\n\t\nb: 2\n', `2:1 ${TAB}`],
    ['a: "1"\n  \t# why\nb: 2\n', `2:3 ${TAB}`],
    ['a:\n  -\tb\n', `2:4 ${TAB}`],
    ['a:\n  - \tb\n', `2:4 ${TAB}`],
    ['\ta: 1\n', `1:1 ${TAB}`],
    ['a: |\n  \tb\n', `2:1 ${TAB}`],
    ['a: |\n  b\n\t\nc: 1\n', `2:1 ${TAB}`],
  ])('does not read %j', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });

  it.each([
    'a:\tb\n',
    'a: b\t\n',
    'a: b\t# why\n',
    'a:\t\n  b: 1\n',
    'a: "b"\t\n',
    'a: b\n \t\nc: 1\n',
    'a: [\n\tb,\n\tc\n\t]\n',
    '{\n\t"a": 1\n}\n',
    'a: |\n  b\n  \tc\n',
    'a: |2\n  \tb\n',
  ])('reads %j', (text) => {
    expect(outcome(text)).toBe('read');
  });
});

describe('a directive', () => {
  const DIRECTIVE = 'a line that begins with % is neither %YAML 1.1, nor %YAML 1.2, nor %TAG';
  it.each([
    ['%YAML 1.1\n---\na: 1\n', 'read'],
    ['%YAML\t01.02 # why\n---\na: 1\n', 'read'],
    ['%TAG ! tag:x,2000:\n---\na: !b 1\n', 'read'],
    ['%YAML 1.1\n---\na: 1\n...\n%YAML 1.1\n---\nb: 1\n', 'read'],
    ['%YAML 2.0\n---\na: 1\n', `1:1 ${DIRECTIVE}`],
    ['%YAML 1.3\n---\na: 1\n', `1:1 ${DIRECTIVE}`],
    ['%YAML 1.2 x\n---\na: 1\n', `1:1 ${DIRECTIVE}`],
    ['%FOO bar\n---\na: 1\n', `1:1 ${DIRECTIVE}`],
    ['%YAML 1.1\n%YAML 1.1\n---\na: 1\n', `2:1 ${DIRECTIVE}`],
    ['a: 1\n...\n%YAML 2.0\n---\nb: 1\n', `3:1 ${DIRECTIVE}`],
  ])('%j', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

describe('a key left out', () => {
  it.each([
    [': a\n', `1:1 ${KEY}`],
    ['a:\n  - : b\n', `2:5 ${KEY}`],
    ['a:\n  : b\n', `2:3 ${KEY}`],
    ['? a\n: b\n', 'read'],
  ])('%j', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

describe('a colon inside brackets', () => {
  it.each([
    ['[::1]', `1:2 ${COLON}`],
    ['[fe80::1]', 'read'],
    ['{a:[b]}', `1:4 ${COLON}`],
    ['{a:{b: c}}', `1:4 ${COLON}`],
    ['{a:}', `1:4 ${COLON}`],
    ['{"a":[b]}', 'read'],
    ['{a: [b], c : [d]}', 'read'],
    ['{a:b}', 'read'],
  ])('%j', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

describe('a document behind ...', () => {
  it.each([
    ['a: 1\n...\n', 'read'],
    ['a: 1\n...\n# b\n', 'read'],
    ['a: 1\n...\n---\nb: 1\n', 'read'],
    ['a: 1\n...\nb: 1\n', `3:1 ${KEY}`],
  ])('%j', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

it('has no say before 3.10', () => {
  expect(outcome('a: "1"\n\t\nb: 2\n', TINYYAML)).toBe('read');
});
