import { describe, expect, test } from 'vitest';
import { countOf, fold, printable, widthOf, withId, wrap } from '../../src/terminal/page.ts';
import type { Page } from '../../src/terminal/page.ts';
import { createStyle } from '../../src/terminal/style.ts';
import { symbolsFor } from '../../src/terminal/symbols.ts';

function page(columns: number): Page {
  return { columns, style: createStyle(0), symbols: symbolsFor({ utf8: true }) };
}

describe('wrapping', () => {
  test.each([
    ['breaks between words', 'one two three', 0, 8, ['one two', 'three']],
    ['begins each line with the indent', 'one two three', 2, 9, ['  one two', '  three']],
    ['keeps the space between words that stay together', 'name   2 nodes', 0, 80, ['name   2 nodes']],
    ['never breaks an address, however long', 'to [fd00:aaaa::1]:8080 now', 0, 10, ['to', '[fd00:aaaa::1]:8080', 'now']],
    ['makes no line of nothing', ' ', 4, 80, []],
  ] as const)('%s', (_, text, indent, columns, lines) => {
    expect(wrap(text, indent, page(columns))).toEqual(lines);
  });
});

test('folding indents what follows the first line', () => {
  expect(fold('one two three four', 2, page(10))).toEqual(['one two', '  three', '  four']);
});

test.each([
  ['plain text', 'cms', 3],
  ['colours', '\u001b[31mcms\u001b[39m', 3],
  ['a full-width colon', 'default/cms：http', 17],
  ['ideographs and a face', '微服务😀', 8],
])('the width of %s', (_, text, width) => {
  expect(widthOf(text)).toBe(width);
});

test('an id stands at the right margin, or two spaces after a text that leaves no room', () => {
  expect(withId('text', 'S01', page(12))).toBe('text     S01');
  expect(withId('a long text', 'S01', page(12))).toBe('a long text  S01');
});

test('what a terminal would obey is written as an escape', () => {
  expect(printable('a\u001b[2Jb\r\n\u202ec ✔ é')).toBe('a\\u001b[2Jb\\u000d\\u000a\\u202ec ✔ é');
});

test.each([
  ['zero-width characters', 'a\u200b\u2060\ufeffb', 'a\\u200b\\u2060\\ufeffb'],
  ['separators of lines', 'a\u0085\u2028\u2029b', 'a\\u0085\\u2028\\u2029b'],
  ['marks of direction', 'a\u061c\u200e\u2066b', 'a\\u061c\\u200e\\u2066b'],
  ['tags beyond the basic plane', 'a\u{e0041}b', 'a\\udb40\\udc41b'],
])('so are %s', (_, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('counts have separators and their noun', () => {
  expect([countOf(0, 'node'), countOf(1, 'node'), countOf(12_400, 'node')]).toEqual(['0 nodes', '1 node', '12,400 nodes']);
});
