import { describe, expect, test } from 'vitest';
import { codeFrame } from '../../../src/report/lint/code-frame.ts';
import { symbolsFor } from '../../../src/terminal/symbols.ts';
import { page } from './made-report.ts';

const paint = (text: string) => text;

/** The frame on 40 columns for what stands between « and » in the last line of a text. */
function frameOf(text: string, { remark = '', utf8 = true } = {}): readonly string[] {
  const all = text.split('\n');
  const marked = all.pop() ?? '';
  const lines = [...all, marked.replaceAll(/[«»]/g, '')];
  const line = lines.length;
  const place = { position: { line, column: marked.indexOf('«') + 1 }, end: { line, column: marked.indexOf('»') } };
  const narrow = { ...page, columns: 40, symbols: symbolsFor({ utf8 }) };
  return codeFrame({ lines: (number) => lines[number - 1], ...place, remark, paint }, narrow);
}

test('two lines come before, with their numbers', () => {
  expect(frameOf(`${'-\n'.repeat(97)}a: 1\n\nb: «2»`)).toEqual([
    '     98 | a: 1', //
    '     99 |',
    '    100 | b: 2',
    '        |    ^',
  ]);
});

describe('a remark', () => {
  test('stands behind the caret', () => {
    expect(frameOf('port: «6443»', { remark: 'a number' })).toEqual(['    1 | port: 6443', '      |       ^^^^ a number']);
  });

  test('stands under it where it is too long', () => {
    expect(frameOf('port: «6443»', { remark: 'YAML 1.1 makes a number of it, and the schema wants text' })).toEqual([
      '    1 | port: 6443',
      '      |       ^^^^',
      '        YAML 1.1 makes a number of it,',
      '        and the schema wants text',
    ]);
  });

  test('stands alone where the file has no such line', () => {
    const nowhere = { lines: () => undefined, position: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
    expect(codeFrame({ ...nowhere, remark: 'Empty.', paint }, page)).toEqual(['    Empty.']);
  });
});

describe('the caret is right', () => {
  test.each([
    ['behind tabs', '\tport:\t«6443»', '    port:    6443', '             ^^^^'],
    ['behind wide characters', '服务: «a»', '服务: a', '      ^'],
    ['under wide characters', 'a: «服务»', 'a: 服务', '   ^^^^'],
    ['behind what is no character to see', 'a\u200bb: «c»', 'a\\u200bb: c', '          ^'],
    ['under a control character', 'a: «\u001b»', 'a: \\u001b', '   ^^^^^^'],
    ['behind a character of two units', '"\u{1f600}": «c»', '"\u{1f600}": c', '      ^'],
    ['for nothing', 'a:«»', 'a:', '  ^'],
    ['before a carriage return', 'a: «b»\r', 'a: b', '   ^'],
  ])('%s', (_, text, line, caret) => {
    expect(frameOf(text)).toEqual([`    1 | ${line}`, `      | ${caret}`]);
  });

  test('up to the end of a line, for what goes on below', () => {
    const lines = ['a: |', '  b'];
    const place = { position: { line: 1, column: 4 }, end: { line: 2, column: 4 } };
    const frame = codeFrame({ lines: (line) => lines[line - 1], ...place, remark: '', paint }, page);
    expect(frame).toEqual(['    1 | a: |', '      |    ^']);
  });
});

const DIGITS = '0123456789'.repeat(9);

describe('a long line is cut', () => {
  test.each([
    ['behind', `«abc»: ${DIGITS}`, 'abc: 01234567890123456789012345…', '^^^'],
    ['before', `${DIGITS}: «abc»`, '…45678901234567890123456789: abc', `${' '.repeat(29)}^^^`],
    ['on both sides', `${DIGITS}«abc»${DIGITS}`, '…7890123456789abc01234567890123…', `${' '.repeat(14)}^^^`],
    ['inside of what is meant', `token: «${DIGITS}»`, 'token: 012345678901234567890123…', `       ${'^'.repeat(25)}`],
    [
      'beside wide characters',
      `${'服务'.repeat(20)}«务»${'服务'.repeat(20)}`,
      '…务服务服务服务务服务服务服务服…',
      `${' '.repeat(15)}^^`,
    ],
  ])('%s', (_, text, line, caret) => {
    expect(frameOf(text)).toEqual([`    1 | ${line}`, `      | ${caret}`]);
  });

  test('of megabytes', () => {
    const [line, caret] = frameOf(`${'0'.repeat(5_000_000)}«a»${'1'.repeat(5_000_000)}`);
    expect(line).toBe(`    1 | …${'0'.repeat(14)}a${'1'.repeat(15)}…`);
    expect(caret).toBe(`      | ${' '.repeat(15)}^`);
  });

  test('inside of a wide character', () => {
    const [line] = frameOf(`${'服务'.repeat(20)}a«务»${'服务'.repeat(20)}`);
    expect(line).toBe('    1 | … 服务服务服务a务服务服务服务服…');
  });

  test('in ASCII', () => {
    const [line] = frameOf(`${DIGITS}«abc»${DIGITS}`, { utf8: false });
    expect(line).toBe('    1 | ...90123456789abc012345678901...');
  });

  test('each by itself', () => {
    expect(frameOf(`${DIGITS}\n\n${DIGITS}: «b»`)).toEqual([
      '    1 | 0123456789012345678901234567890…',
      '    2 |',
      '    3 | …2345678901234567890123456789: b',
      '      |                                ^',
    ]);
  });
});
