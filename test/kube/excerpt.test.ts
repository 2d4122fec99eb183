import { describe, expect, it } from 'vitest';
import { excerpt, rawExcerpt } from '../../src/kube/excerpt.ts';

describe('of a text', () => {
  it.each([
    ['  two\r\n\tlines ', 'two lines'],
    ['\u001b[31mred\u0007', '\\u{1b}[31mred\\u{7}'],
    ['right\u202eleft', 'right\\u{202e}left'],
    ['', ''],
    ['x'.repeat(200), 'x'.repeat(200)],
    [`${'x'.repeat(199)}😀y`, `${'x'.repeat(199)}😀…`],
  ])('%j is shown as %j', (text, shown) => {
    expect(excerpt(text)).toBe(shown);
  });
});

describe('of bytes', () => {
  it.each([
    [' {"type": \t"ADDED"}\r\n', ' {"type": \\t"ADDED"}\\r\\n'],
    ['\ufeff{}\n', '\\u{feff}{}\\n'],
    ['a\u00a0b\u2028\u009b31m', 'a\\u{a0}b\\u{2028}\\u{9b}31m'],
    ['zürich-東京', 'zürich-東京'],
    ['', ''],
    ['x'.repeat(80), 'x'.repeat(80)],
    [`${'x'.repeat(79)}😀y`, `${'x'.repeat(79)}😀…`],
  ])('%j is shown as %j', (text, shown) => {
    expect(rawExcerpt(Buffer.from(text), (start) => start)).toBe(shown);
  });
});

it('masks a secret that would be cut in two', () => {
  const text = `${'x'.repeat(78)}sesame-open`;
  expect(rawExcerpt(Buffer.from(text), (start) => start.replaceAll('sesame-open', '*'))).toBe(`${'x'.repeat(78)}*`);
});
