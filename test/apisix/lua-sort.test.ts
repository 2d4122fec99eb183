import { expect, test } from 'vitest';
import { luaSort } from '../../src/apisix/lua-sort.ts';

test('puts numbers in order, however many and however they came', () => {
  for (const count of [0, 1, 2, 3, 4, 5, 50, 1000]) {
    const ordered = Array.from({ length: count }, (_, at) => Math.floor(at / 3));
    for (const items of [ordered.slice(), ordered.toReversed(), ordered.map((_, at) => ordered[(at * 7919) % count] as number)]) {
      const expected = items.toSorted((left, right) => left - right);
      luaSort(items, (left, right) => left < right);
      expect(items).toEqual(expected);
    }
  }
});

// Written down from LuaJIT 2.1.
test.each([
  ['21', ['1<2']],
  ['321', ['1<3', '2<1', '3<2']],
  ['1234', ['4<1', '2<1', '4<2', '3<2', '2<3', '2<1', '4<3']],
  ['1324', ['4<1', '3<1', '4<3', '2<3', '3<3', '3<2', '2<1']],
])('compares in %s what LuaJIT compares, an item with itself among them', (text, compared) => {
  const seen: string[] = [];
  luaSort([...text], (left, right) => {
    seen.push(`${left}<${right}`);
    return left < right;
  });
  expect(seen).toEqual(compared);
});
