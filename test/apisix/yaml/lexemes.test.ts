import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/apisix/yaml/read-yaml.ts';
import { lexemesOf } from '../../../src/apisix/yaml/lexemes.ts';
import { LYAML } from '../../../src/apisix/yaml/yaml-dialect.ts';

describe('lexemes', () => {
  it('tell what they are, where they start and how many brackets are open', () => {
    const lexemes = [...lexemesOf('a: [b]\nc: |\n  d\n')].filter(({ type }) => type !== 'space' && type !== 'newline');
    expect(lexemes.map(({ type, source, offset, depth }) => [type, source, offset, depth])).toEqual([
      ['doc-mode', '\u0002', 0, 0],
      ['scalar', '\u001f', 0, 0],
      ['plain-text', 'a', 0, 0],
      ['map-value-ind', ':', 1, 0],
      ['flow-seq-start', '[', 3, 0],
      ['scalar', '\u001f', 4, 1],
      ['plain-text', 'b', 4, 1],
      ['flow-seq-end', ']', 5, 1],
      ['scalar', '\u001f', 7, 0],
      ['plain-text', 'c', 7, 0],
      ['map-value-ind', ':', 8, 0],
      ['block-scalar-header', '|', 10, 0],
      ['scalar', '\u001f', 12, 0],
      ['block-text', '  d\n', 12, 0],
    ]);
  });
});

describe('lines inside brackets and quotes', () => {
  it.each([
    'discovery:\n  dns:\n    servers: [\n    a\n    ]\n',
    'discovery:\n  dns:\n    servers: [\n"a"\n]\n',
    'discovery:\n  dns: {\n    "servers": ["a"]\n}\n',
    'a:\n  b: "c\nd"\n',
    "a:\n  b: 'c\nd'\n  e: 1\n",
    'a:\n  b: "c\\\n d"\n',
    'discovery: {\n"dns": {\n"servers": ["a"]\n}\n}\n',
    'discovery:\n  dns:\n    servers: ["a\nb"\n  , c]\n    order: [A]\n',
  ])('may start anywhere: %j', (text) => {
    expect(readYaml(text, LYAML)).toMatchObject({ ok: true });
  });

  it.each([
    'a: "b\n---\nc"\n',
    'a:\n  b: "c\n  d: e\n',
    'a:\n  b: "c"\n d: e\n',
    'a:\n  b: "c" d\n',
    'a:\n  - "b"\n c: d\n',
    'a:\n  b: [c\n  d: e\n',
    'a:\n  b: {c\nd: e\n',
    'a: [b\n---\nc]\n',
    'a:\n  b: [c]\n d: e\n',
  ])('do not hide what is wrong: %j', (text) => {
    expect(readYaml(text, LYAML)).toMatchObject({ ok: false });
  });
});

describe('nesting that the stack could not hold', () => {
  it.each(['- '.repeat(20_000), '['.repeat(20_000), 'a: '.repeat(20_000), '? '.repeat(20_000), `a: ${'{b: '.repeat(20_000)}`])(
    'is refused before it is read: %.5s…',
    (text) => {
      expect(readYaml(text, LYAML)).toMatchObject({
        ok: false,
        problem: { message: 'Cannot read YAML: lists or maps are nested too deeply' },
      });
    },
  );

  it('is not a long line of JSON', () => {
    expect(readYaml(JSON.stringify({ a: Array<object>(2000).fill({ b: [1] }) }), LYAML)).toMatchObject({ ok: true });
  });
});
