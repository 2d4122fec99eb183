import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byDistance, closest, editDistance } from '../../src/findings/closest.ts';

describe('edit distance', () => {
  test.each([
    ['', '', 0],
    ['cms', 'cms', 0],
    ['cms', 'cm', 1],
    ['cms', 'cmss', 1],
    ['cms', 'cns', 1],
    ['dev', 'dve', 1],
    ['plat-dev', 'palt-dve', 2],
    ['', 'abc', 3],
  ])('of %j and %j is %i', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
  });

  test('is the same both ways, at least the difference in length and at most the longer length', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        const distance = editDistance(left, right);
        expect(editDistance(right, left)).toBe(distance);
        expect(distance).toBeGreaterThanOrEqual(Math.abs(left.length - right.length));
        expect(distance).toBeLessThanOrEqual(Math.max(left.length, right.length));
      }),
    );
  });
});

test('texts come nearest first, equally near ones in their order', () => {
  expect(byDistance(['metrics', 'grpc', 'http', 'https'], 'htp')).toEqual(['http', 'https', 'grpc', 'metrics']);
});

test.each([
  ['namspace', 'namespace'],
  ['hots', 'host'],
  ['x', undefined],
])('the word that %j was meant to be is %j', (word, meant) => {
  expect(closest(word, ['host', 'namespace'])).toBe(meant);
});
