import { expect, test } from 'vitest';
import type { Json } from '../../src/apisix/lua.ts';
import {
  LuaError,
  assertHasLength,
  concatenable,
  index,
  ipairs,
  ipairsOrEmpty,
  isTruthy,
  toLuaString,
} from '../../src/apisix/lua.ts';

test.each([
  [null, true],
  [0, true],
  ['', true],
  [{}, true],
  [false, false],
  [undefined, false],
])('%j counts as %s', (value, expected) => {
  expect(isTruthy(value)).toBe(expected);
});

test('a key of a map, of a list or of a text can be asked for', () => {
  expect(index({ a: 1 }, 'a', 'x')).toBe(1);
  expect(index({ a: 1 }, 'toString', 'x')).toBeUndefined();
  expect(index(['b'], 'length', 'x')).toBeUndefined();
  expect(index('text', 'ip', 'x')).toBeUndefined();
});

test.each<[Json | undefined, string]>([
  [null, "attempt to index field 'x' (a userdata value)"],
  [undefined, "attempt to index field 'x' (a nil value)"],
  [5, "attempt to index field 'x' (a number value)"],
  [true, "attempt to index field 'x' (a boolean value)"],
])('a key of %j raises', (value, message) => {
  expect(() => index(value, 'a', 'x')).toThrow(new LuaError(message, 'x', value));
});

test('ipairs walks a list, finds nothing in a map and raises on the rest', () => {
  expect(ipairs([1, null], 'x')).toEqual([1, null]);
  expect(ipairs({ a: 1 }, 'x')).toEqual([]);
  expect(() => ipairs(null, 'x')).toThrow("bad argument #1 to 'ipairs' (table expected, got userdata)");
  expect(() => ipairs('text', 'x')).toThrow('got string');
});

test('an absent list is empty, a null one raises', () => {
  expect(ipairsOrEmpty(undefined, 'x')).toEqual([]);
  expect(ipairsOrEmpty(false, 'x')).toEqual([]);
  expect(() => ipairsOrEmpty(null, 'x')).toThrow(LuaError);
});

test('tables and texts have a length, nothing else has', () => {
  expect(() => assertHasLength([], 'x')).not.toThrow();
  expect(() => assertHasLength('text', 'x')).not.toThrow();
  expect(() => assertHasLength(null, 'x')).toThrow("attempt to get length of field 'x' (a userdata value)");
  expect(() => assertHasLength(3, 'x')).toThrow(LuaError);
});

test('texts and numbers can be joined, nothing else can', () => {
  expect(concatenable('a', 'x')).toBe('a');
  expect(concatenable(5, 'x')).toBe('5');
  expect(() => concatenable(null, 'x')).toThrow("attempt to concatenate field 'x' (a userdata value)");
  expect(() => concatenable(undefined, 'x')).toThrow('(a nil value)');
});

test.each<[Json | undefined, string]>([
  [8080, '8080'],
  [80.5, '80.5'],
  [0.1 + 0.2, '0.3'],
  [1e14, '1e+14'],
  [1e-7, '1e-07'],
  [1e100, '1e+100'],
  [null, 'userdata: NULL'],
  [undefined, 'nil'],
  [true, 'true'],
  ['a', 'a'],
])('tostring(%j) is %j', (value, expected) => {
  expect(toLuaString(value)).toBe(expected);
});
