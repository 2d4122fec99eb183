import { expect, it } from 'vitest';
import { shellWord } from '../../src/findings/shell-word.ts';

it.each([
  ['token', 'token'],
  ['/etc/apisix/token-1_a.txt', '/etc/apisix/token-1_a.txt'],
  ['my token', "'my token'"],
  ['$(reboot)', "'$(reboot)'"],
  ["it's", `'it'\\''s'`],
  ['', "''"],
])('%j is %s to a shell', (text, word) => {
  expect(shellWord(text)).toBe(word);
});
