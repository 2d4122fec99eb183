import { expect, it } from 'vitest';
import { readYaml } from '../../../src/apisix/yaml/read-yaml.ts';
import { substitute } from '../../../src/apisix/yaml/substitution.ts';
import type { KeySubstitution } from '../../../src/apisix/yaml/substitution.ts';
import { LYAML } from '../../../src/apisix/yaml/yaml-dialect.ts';

function keysAndValues(text: string, keys: KeySubstitution): unknown {
  const read = readYaml(text, LYAML);
  if (!read.ok || read.root === undefined) return undefined;
  const { root } = substitute(read.root, { env: () => undefined, keys });
  return root.kind === 'table'
    ? root.entries.map(({ key, value }) => [key, value.kind === 'scalar' ? value.value : value.kind])
    : root;
}

it.each([
  [
    'literal',
    [
      ['a', 1],
      ['${{A:=a}}', 2],
      ['b', 3],
    ],
  ],
  [
    'doubled',
    [
      ['${{A:=a}}', 2],
      ['b', 3],
      ['a', 2],
    ],
  ],
  [
    'renamed',
    [
      ['b', 3],
      ['a', 2],
    ],
  ],
] as const)('a key that gets the name of another, %s', (keys, expected) => {
  expect(keysAndValues('a: 1\n${{A:=a}}: 2\nb: 3\n', keys)).toEqual(expected);
});
