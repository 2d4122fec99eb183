import { expect, it } from 'vitest';
import { keyThatBreaksMerge } from '../../../src/apisix/yaml/merge.ts';
import { readYaml } from '../../../src/apisix/yaml/read-yaml.ts';
import { LYAML } from '../../../src/apisix/yaml/yaml-dialect.ts';

it.each([
  ['a:\n  on: {b: c}\n', '2:3'],
  ['a:\n  b:\n    ~: {c: d}\n', '3:5'],
  ['yes:\n  a: {b: c}\n', '2:3'],
  ['yes: {a: b}\n', undefined],
  ['a:\n  on: b\n', undefined],
  ['a:\n  on: [b]\n', undefined],
  ['a:\n  on: {}\n', undefined],
  ['a: [{on: {b: c}}]\n', undefined],
  ['a:\n  "on": {b: c}\n', undefined],
  ['a:\n  1: {b: c}\n', undefined],
  ['[{on: {a: b}}]\n', '1:3'],
])('the key of %j that breaks the merge is at %s', (text, expected) => {
  const read = readYaml(text, LYAML);
  const entry = read.ok && read.root !== undefined ? keyThatBreaksMerge(read.root) : undefined;
  expect(entry && `${entry.keyPosition.line}:${entry.keyPosition.column}`).toBe(expected);
});
