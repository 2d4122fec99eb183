import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellWord } from '../../src/findings/shell-word.ts';

it.each([
  ['token', 'token'],
  ['/etc/apisix/token-1_a.txt', '/etc/apisix/token-1_a.txt'],
  ['my token', "'my token'"],
  ['$(reboot)', "'$(reboot)'"],
  ["it's", `'it'\\''s'`],
  ['', "''"],
  ['a\u001b[31mb', "$'a\\033[31mb'"],
  ["it's\n\\0 here", "$'it\\'s\\012\\\\0 here'"],
  ['a\u202eb', "$'a\\342\\200\\256b'"],
])('%j is %s to a shell', (text, word) => {
  expect(shellWord(text)).toBe(word);
});

it('is understood by a shell', () => {
  for (const text of ['my token', "it's", 'a\u001b[31mb', "it's\n\\0 here", 'a\u202eb', '$(reboot)']) {
    const { stdout } = spawnSync('bash', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
    expect(stdout).toBe(text);
  }
});
