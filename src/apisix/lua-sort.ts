/**
 * `table.sort(items, isBefore)` of LuaJIT (lj_lib_table.c and Lua 5.1's ltablib.c): in place, with the same pairs compared in the same
 * order. For an order that holds this is any sort; it matters where `isBefore` raises, since from four items on Lua may compare an item
 * with itself.
 */
export function luaSort<T>(items: T[], isBefore: (left: T, right: T) => boolean): void {
  sortRange(items, { from: 0, to: items.length - 1, isBefore });
}

interface Range<T> {
  readonly from: number;
  readonly to: number;
  readonly isBefore: (left: T, right: T) => boolean;
}

function sortRange<T>(items: T[], { from, to, isBefore }: Range<T>): void {
  let [first, last] = [from, to];
  // Every index is one of the range, so nothing read here is undefined.
  const at = (index: number): T => items[index] as T;
  const swap = (left: number, right: number): void => {
    [items[left], items[right]] = [at(right), at(left)];
  };
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    if (isBefore(at(last), at(first))) swap(first, last);
    if (last - first === 1) return;
    if (isBefore(at(middle), at(first))) swap(middle, first);
    else if (isBefore(at(last), at(middle))) swap(middle, last);
    if (last - first === 2) return;

    const pivot = at(middle);
    swap(middle, last - 1);
    let low = first;
    let high = last - 1;
    for (;;) {
      do low += 1;
      while (isBefore(at(low), pivot));
      do high -= 1;
      while (isBefore(pivot, at(high)));
      if (high < low) break;
      swap(low, high);
    }
    swap(last - 1, low);

    // The smaller part by recursion, so that its depth stays logarithmic.
    if (low - first < last - low) {
      sortRange(items, { from: first, to: low - 1, isBefore });
      first = low + 1;
    } else {
      sortRange(items, { from: low + 1, to: last, isBefore });
      last = low - 1;
    }
  }
}
