import { describe, expect, test } from 'vitest';
import { entryOf, valueAt } from '../../../src/apisix/located.ts';
import type { Located } from '../../../src/apisix/located.ts';
import { readYaml } from '../../../src/apisix/yaml/read-yaml.ts';
import { substituteText } from '../../../src/apisix/yaml/substitute-text.ts';
import { LYAML } from '../../../src/apisix/yaml/yaml-dialect.ts';

const env = (name: string): string | undefined => ({ NAME: 'web', PORT: '80', LINES: 'a:\n  b: 1', NONE: '' })[name];

function read(text: string): Located | undefined {
  const substituted = substituteText(text, env);
  const yaml = readYaml(substituted.text, LYAML);
  return yaml.ok && yaml.root !== undefined ? substituted.inFile(yaml.root) : undefined;
}

describe('quotes decide what type a value gets', () => {
  test.each([
    ['a: ${{PORT}}', 80],
    ['a: "${{PORT}}"', '80'],
    ["a: 'x${{PORT}}'", 'x80'],
    ['a: ${{GONE:=true}}', true],
  ])('%s', (text, value) => {
    expect(valueAt(read(text), ['a'])).toMatchObject({ value, text: text.slice(3).replaceAll(/["']/g, '') });
  });
});

describe('places are those of the file', () => {
  test('before, in and behind a value', () => {
    const root = read('{x: 1, ${{NAME}}: "${{PORT}}/${{NAME}}", z: 2}\n');
    expect(entryOf(root, 'x')).toMatchObject({ keyPosition: { line: 1, column: 2 } });
    expect(entryOf(root, 'web')).toMatchObject({
      keyPosition: { line: 1, column: 8 },
      keyEnd: { line: 1, column: 17 },
      value: { value: '80/web', position: { line: 1, column: 19 }, end: { line: 1, column: 40 } },
    });
    expect(entryOf(root, 'z')).toMatchObject({
      keyPosition: { line: 1, column: 42 },
      value: { position: { line: 1, column: 45 } },
    });
  });

  test('values of several lines, and of none', () => {
    const root = read('${{LINES}}\nc: ${{NONE}} 3\nd: 4');
    expect(valueAt(root, ['a', 'b'])).toMatchObject({ value: 1, position: { line: 1, column: 1 } });
    expect(valueAt(root, ['c'])).toMatchObject({ value: 3, position: { line: 2, column: 14 } });
    expect(entryOf(root, 'd')?.keyPosition).toEqual({ line: 3, column: 1 });
  });
});

test('a variable that is not set is named, even in a comment', () => {
  expect(substituteText('a: 1\n# see ${{GONE}}', env).problems).toEqual([
    {
      message: 'The environment variable GONE is not set, and ${{GONE}} has no default',
      hint: 'Set it where the gateway starts, or give it a default: ${{GONE:=default}}',
      position: { line: 2, column: 7 },
      id: 'E07',
      variable: 'GONE',
    },
  ]);
});
