import { describe, expect, test } from 'vitest';
import { codeBlock, markdownProse, markdownText } from '../../src/report/markdown.ts';

describe('text is shown as it is', () => {
  test.each([
    ['a|b', String.raw`a\|b`],
    ['`<b>` & *c*', '\\`\\<b\\>\\` \\& \\*c\\*'],
    ['service_name and _x_', String.raw`service_name and \_x\_`],
    ['[a](b) ~~c~~ $d$ #1', String.raw`\[a\](b) \~\~c\~\~ \$d\$ \#1`],
    ['a\n# b\u0000', String.raw`a\\u000a\# b\\u0000`],
    ['命名空间', '命名空间'],
  ])('%j', (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });
});

test('in our own words, what stands between backticks is code', () => {
  expect(markdownProse('Write `a|*b*`, not <c>.')).toBe('Write `a|*b*`, not \\<c\\>.');
});

test.each([
  ['a: 1\n', '```yaml\na: 1\n```'],
  ['a: ```b```\n', '````yaml\na: ```b```\n````'],
  ['a: 1\u0000\n\nb: 2', '```yaml\na: 1\\u0000\n\nb: 2\n```'],
])('a block of %j is shown whole', (text, markdown) => {
  expect(codeBlock(text, 'yaml')).toBe(markdown);
});
