import { describe, expect, it } from 'vitest';
import { LYAML, TINYYAML } from '../../../src/apisix/yaml/yaml-dialect.ts';

describe('the types of plain scalars', () => {
  it.each([
    ['', null, null],
    ['~', null, null],
    ['Null', null, null],
    ['nUll', 'nUll', 'nUll'],
    ['true', true, true],
    ['False', false, false],
    ['yes', true, 'yes'],
    ['OFF', false, 'OFF'],
    ['y', 'y', 'y'],
    ['6443', 6443, 6443],
    ['-12', -12, -12],
    ['010', 8, 10],
    ['08', 8, 8],
    ['1_000', 1000, '1_000'],
    ['0x1F', 31, '0x1F'],
    ['0X1E', 30, '0X1E'],
    ['0X1F', '0X1F', '0X1F'],
    ['0b101', 5, '0b101'],
    ['1:30', 90, '1:30'],
    ['1:30.5', 90.5, '1:30.5'],
    ['1e3', 1000, '1e3'],
    ['1.5', 1.5, 1.5],
    ['5.', 5, 5],
    ['.inf', Infinity, Infinity],
    ['-.INF', -Infinity, -Infinity],
    ['.nan', NaN, NaN],
    ['10.0.0.1', '10.0.0.1', '10.0.0.1'],
    ['64m', '64m', '64m'],
  ])('%j', (text, lyaml, tinyyaml) => {
    expect(LYAML.plain(text)).toBe(lyaml);
    expect(TINYYAML.plain(text)).toBe(tinyyaml);
  });
});
