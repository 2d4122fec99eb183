import { expect, test } from 'vitest';
import type { PcrePattern } from '../../../src/apisix/pcre/pcre.ts';
import { compilePcre } from '../../../src/apisix/pcre/pcre.ts';

function find(source: string, subject: string): ReturnType<PcrePattern['exec']> {
  const compilation = compilePcre(source);
  if (!compilation.ok) throw new Error(compilation.message);
  return compilation.pattern.exec(subject);
}

test('an alternation takes the first alternative that matches, not the longest', () => {
  expect(find('a|ab', 'ab')).toEqual({ index: 0, match: 'a' });
});

test('the dollar matches before a final newline and \\z does not', () => {
  expect(find('default$', 'default\n')).toEqual({ index: 0, match: 'default' });
  expect(find('default\\z', 'default\n')).toBeNull();
});

test('a match starts where \\K stands', () => {
  expect(find('de\\Kfault', 'default')).toEqual({ index: 2, match: 'fault' });
});

test('a match that \\K puts behind its end is empty', () => {
  expect(find('(?=a\\K)', 'a')).toEqual({ index: 1, match: '' });
});

test('a character beyond ASCII is several bytes unless the pattern begins with (*UTF8)', () => {
  expect(find('^..$', 'é')).toEqual({ index: 0, match: 'é' });
  expect(find('(*UTF8)^.$', 'é')).toEqual({ index: 0, match: 'é' });
});

test('the index counts bytes', () => {
  expect(find('b', 'éb')).toEqual({ index: 2, match: 'b' });
  expect(find('(*UTF8)b', 'éb')).toEqual({ index: 2, match: 'b' });
});

test('a match that cuts a character in two has the replacement character in its text', () => {
  expect(find('.', 'é')).toEqual({ index: 0, match: '\ufffd' });
});

test('a NUL ends the pattern', () => {
  expect(find('a\0(', 'a')).toEqual({ index: 0, match: 'a' });
});

test('what a subroutine call captures is forgotten', () => {
  expect(find('(a|b)(?1)\\1', 'aba')).toEqual({ index: 0, match: 'aba' });
});

test('a subroutine call is not backtracked into', () => {
  expect(find('(a+)b|^(?1)a$', 'aa')).toBeNull();
});

test('a group that refers back to itself is atomic', () => {
  expect(find('^(a|ab\\1?)c', 'abc')).toBeNull();
});

test('a group keeps what it captured in an earlier iteration', () => {
  expect(find('(?:a(b)?)+\\1', 'abab')).toEqual({ index: 0, match: 'abab' });
});

test('250 parentheses may be nested, 251 not', () => {
  const nested = (depth: number): string => '('.repeat(depth) + ')'.repeat(depth);
  expect(compilePcre(nested(250)).ok).toBe(true);
  expect(compilePcre(nested(251))).toEqual({ ok: false, message: 'parentheses are too deeply nested' });
});

test.each([
  ['nested repeats', '(a+)+$', 40],
  ['overlapping alternatives', '(a|a)*$', 60],
  ['repeats of nothing', '(a*)*b', 3000],
  ['counted groups in counted groups', '((a{1,100}){1,100}){1,100}$', 63],
  ['many wildcards', '(.*)(.*)(.*)(.*)\\1x', 3000],
])('gives up on %s', (_, pattern, length) => {
  expect(find(pattern, `${'a'.repeat(length)}!`)).toBe('limit');
});

test('gives up when a group calls itself without end', () => {
  expect(find('(?(?=a)(?R)|b)', 'a')).toBe('limit');
});

test('a long subject and a deep recursion do not exhaust the stack', () => {
  expect(find('^(?:x|y|[a-z])*$', 'a'.repeat(5000))).toEqual({ index: 0, match: 'a'.repeat(5000) });
  const nested = 'a'.repeat(1000) + 'b'.repeat(1000);
  expect(find('(a(?1)?b)', nested)).toEqual({ index: 0, match: nested });
});

test('calls that fan out are measured once each', () => {
  const groups = Array.from({ length: 100 }, (_, index) => `((?${index + 2})(?${index + 2}))`).join('');
  expect(compilePcre(`${groups}(a)(?<=(?101))`).ok).toBe(true);
});
