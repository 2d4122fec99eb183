import { expect, it } from 'vitest';
import { luaToNumber } from '../../src/apisix/lua-number.ts';

it.each([
  ['443', 443],
  [' 443\n', 443],
  ['-1', -1],
  ['443.5', 443.5],
  ['.5', 0.5],
  ['5.', 5],
  ['1e3', 1000],
  ['0x1bb', 443],
  ['0x1.8p1', 3],
  ['0b11', 3],
  ['inf', Infinity],
  ['-Infinity', -Infinity],
  ['nan', NaN],
  ['', undefined],
  ['1e', undefined],
  ['0x', undefined],
  ['1_000', undefined],
  ['tcp://10.0.0.1:443', undefined],
  ['\u00a0443', undefined],
])('tonumber(%j) is %s', (text, expected) => {
  expect(luaToNumber(text)).toBe(expected);
});
