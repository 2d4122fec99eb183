import { expect, test } from 'vitest';
import { table } from '../../src/terminal/table.ts';

test('columns are as wide as their widest cell, and no line ends in a space', () => {
  const columns = [{ title: 'NAME' }, { title: 'NODES', align: 'right' }, { title: 'ADDRESSES' }] as const;
  const rows = [
    ['a', '2', '10.0.0.1:80'],
    ['a/longer', '12,400', ''],
  ];
  expect(table(columns, rows, 2)).toEqual([
    '  NAME        NODES   ADDRESSES',
    '  a               2   10.0.0.1:80',
    '  a/longer   12,400',
  ]);
});

test('colours do not count as width', () => {
  expect(table([{ title: 'A' }, { title: 'B' }], [['\u001b[31mxx\u001b[39m', 'y']])).toEqual([
    'A    B',
    '\u001b[31mxx\u001b[39m   y',
  ]);
});

test('many rows are all there, in their order, under one head', () => {
  const rows = Array.from({ length: 1_234 }, (_, at) => [String(at)]);
  expect(table([{ title: 'N' }], rows)).toEqual(['N', ...rows.flat()]);
});
