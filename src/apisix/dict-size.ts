import { dumpedValue } from './control-api.ts';
import type { NodeDict } from './node-dict.ts';

/** One key of a shared dict, lengths in bytes. */
export interface DictEntry {
  readonly keyLength: number;
  readonly valueLength: number;
}

/** The unit of nginx's slab allocator (ngx_slab.c), on all platforms that matter. */
const PAGE = 4096;

/** What ngx_slab.c keeps beside each page, and before all of them: the pool, nine lists of free pages, nine rows of statistics. */
const PAGE_HEADER = 24;
const POOL_HEADER = 200 + 9 * 24 + 9 * 32;

/** Smaller pieces come in powers of two from 8 bytes to half a page; a larger one takes whole pages. */
const LARGEST_PIECE = PAGE / 2;

/** What lua-nginx-module keeps with each entry: node of a red-black tree, place in the queue of last use, expiry, flags, lengths. */
const ENTRY_HEADER = 68;

/** A number, such as the version of a service, is kept as a double. */
const NUMBER_LENGTH = 8;

const BOOLEAN_LENGTH = 1;

const VERSION_SUFFIX = '#version';

/** How many pages a dict of so many bytes has for its entries: nginx's own bookkeeping and two pages of the module are taken off. */
export function dictPages(bytes: number): number {
  const count = Math.floor((bytes - POOL_HEADER) / (PAGE + PAGE_HEADER));
  const start = Math.ceil((POOL_HEADER + count * PAGE_HEADER) / PAGE) * PAGE;
  return Math.min(count, Math.floor((bytes - start) / PAGE));
}

/**
 * How many pages these entries take. Pieces of a size share pages, which hold nothing else. The model of `ngx_slab_alloc` (nginx 1.22) and
 * `ngx_lua_shared_dict` (lua-nginx-module 0.10.23, x86-64) is exact for a dict that is filled once; one that has changed for days has gaps.
 */
export function pagesTaken(entries: Iterable<DictEntry>): number {
  // The module's own: its tree and queue, and the name for the log.
  const pieces = new Map([
    [128, 1],
    [64, 1],
  ]);
  let pages = 0;
  for (const { keyLength, valueLength } of entries) {
    const bytes = ENTRY_HEADER + keyLength + valueLength;
    if (bytes > LARGEST_PIECE) pages += Math.ceil(bytes / PAGE);
    else {
      const piece = 2 ** Math.ceil(Math.log2(bytes));
      pieces.set(piece, (pieces.get(piece) ?? 0) + 1);
    }
  }
  for (const [piece, count] of pieces) pages += Math.ceil(count / (PAGE / piece));
  return pages;
}

/** What the gateway stores for these services: the JSON of the nodes, beside it their version, and the flag that a list has passed. */
export function dictEntries(dict: NodeDict): DictEntry[] {
  const encoder = new TextEncoder();
  const lengthOf = (text: string): number => encoder.encode(text).length;
  const contents = dict.values().map(([key, value]) => {
    const text = dumpedValue(value);
    return { keyLength: lengthOf(key), valueLength: text === true ? BOOLEAN_LENGTH : lengthOf(text) };
  });
  const versions = dict.keys().filter((key) => key.endsWith(VERSION_SUFFIX));
  return [...contents, ...versions.map((key) => ({ keyLength: lengthOf(key), valueLength: NUMBER_LENGTH }))];
}

/** A size as nginx reads it, such as `64m` or `1024k`, in bytes; undefined for anything else (ngx_parse_size). */
export function parseSize(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,12})([kKmM]?)$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * ({ '': 1, k: 1024, m: 1024 ** 2 }[unit.toLowerCase()] ?? 1);
}
