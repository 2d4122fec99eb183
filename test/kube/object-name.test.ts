import { expect, test } from 'vitest';
import { isNamespaceName, isObjectName } from '../../src/kube/object-name.ts';

test.each([
  ['default', true, true],
  ['0', true, true],
  ['a'.repeat(63), true, true],
  ['a'.repeat(64), false, true],
  ['node-1.example.com', false, true],
  [`${'a'.repeat(251)}.b`, false, true],
  [`${'a'.repeat(252)}.b`, false, false],
  ['', false, false],
  ['.', false, false],
  ['..', false, false],
  ['a..b', false, false],
  ['../secrets/admin', false, false],
  ['%2e%2e', false, false],
  ['a/b', false, false],
  ['default\n', false, false],
  ['-a', false, false],
  ['a-', false, false],
  ['Default', false, false],
  ['dé', false, false],
])('%j is the name of a namespace: %j, of an object: %j', (text, ofNamespace, ofObject) => {
  expect([isNamespaceName(text), isObjectName(text)]).toEqual([ofNamespace, ofObject]);
});
