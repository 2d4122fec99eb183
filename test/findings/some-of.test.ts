import { expect, test } from 'vitest';
import { someOf } from '../../src/findings/some-of.ts';

test.each<readonly [readonly string[], number | undefined, string]>([
  [[], undefined, ''],
  [['a'], undefined, 'a'],
  [['a', 'b', 'c'], undefined, 'a, b, c'],
  [['a', 'b', 'c', 'd'], undefined, 'a, b, c and 1 more'],
  [['a', 'b', 'c'], 12_403, 'a, b, c and 12,400 more'],
])('%j of %s: %s', (names, count, text) => {
  expect(someOf(new Set(names), count)).toBe(text);
});
