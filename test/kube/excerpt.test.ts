import { expect, it } from 'vitest';
import { excerpt } from '../../src/kube/excerpt.ts';

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
