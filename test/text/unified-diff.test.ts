import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mask } from '../../src/lint/masking.ts';
import { lineDiff } from '../../src/text/line-diff.ts';
import { unifiedDiff } from '../../src/text/unified-diff.ts';

function numbers(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join('');
}

describe('the difference of', () => {
  test.each([
    ['equal texts is nothing', 'a\n', 'a\n', ''],
    ['a line', 'a\nb\nc\n', 'a\nB\nc\n', '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n'],
    [
      'an added line in many',
      numbers(1, 9),
      `${numbers(1, 5)}x\n${numbers(6, 9)}`,
      '@@ -3,6 +3,7 @@\n 3\n 4\n 5\n+x\n 6\n 7\n 8\n',
    ],
    ['nothing and something', '', 'a\nb\n', '@@ -0,0 +1,2 @@\n+a\n+b\n'],
    ['something and nothing', 'a\n', '', '@@ -1 +0,0 @@\n-a\n'],
    ['texts without a last line end', 'a\nb', 'a\nc\n', '@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n'],
    ['a last line end', 'a', 'a\n', '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n'],
    ['line ends of Windows', 'a\r\nb\r\n', 'a\r\nc\r\n', '@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n'],
    [
      'changes with six lines between them is one hunk',
      `x\n${numbers(1, 6)}y\n`,
      `X\n${numbers(1, 6)}Y\n`,
      `@@ -1,8 +1,8 @@\n-x\n+X\n${numbers(1, 6).replaceAll(/^(?=.)/gm, ' ')}-y\n+Y\n`,
    ],
    [
      'changes with seven lines between them is two',
      `x\n${numbers(1, 7)}y\n`,
      `X\n${numbers(1, 7)}Y\n`,
      '@@ -1,4 +1,4 @@\n-x\n+X\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-y\n+Y\n',
    ],
  ])('%s', (_name, before, after, hunks) => {
    expect(unifiedDiff('dir/a.yaml', { before, after })).toBe(hunks === '' ? '' : `--- a/dir/a.yaml\n+++ b/dir/a.yaml\n${hunks}`);
  });
});

test('an absolute path has one slash before it', () => {
  expect(unifiedDiff('/etc/a.yaml', { before: 'a\n', after: 'b\n' })).toBe(
    '--- a/etc/a.yaml\n+++ b/etc/a.yaml\n@@ -1 +1 @@\n-a\n+b\n',
  );
});

test('secrets are hidden, and their lines still told apart', () => {
  expect(unifiedDiff('a.yaml', { before: 'client:\n  token: abc\n', after: 'client:\n  token: defg\n', hide: mask })).toBe(
    '--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1,2 @@\n client:\n-  token: ***\n+  token: ****\n',
  );
});

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', 'd\r'), { maxLength: 40 })
  .chain((lines) => fc.boolean().map((isEnded) => lines.join('\n') + (isEnded ? '\n' : '')));

test('applied to the text before, a difference gives the text after', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(patched(before, unifiedDiff('a', { before, after }))).toBe(after);
    }),
    { numRuns: 2000 },
  );
});

test('no shorter difference of lines exists', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const differences = lineDiff(before, after).reduce((sum, run) => sum + (run.kind === 'same' ? 0 : run.lines.length), 0);
      expect(differences).toBe(before.length + after.length - 2 * longestCommon(before, after));
    }),
    { numRuns: 1000 },
  );
});

test('very different texts are replaced as a whole', () => {
  const [before, after] = ['a', 'b'].map((letter) => Array.from({ length: 100_000 }, (_, index) => `${letter}${index}`));
  expect(lineDiff(['x', ...before!, 'y'], ['x', ...after!, 'y'])).toEqual([
    { kind: 'same', lines: ['x'] },
    { kind: 'removed', lines: before },
    { kind: 'added', lines: after },
    { kind: 'same', lines: ['y'] },
  ]);
});

/** What `patch` makes of a text. Throws where a line of the diff is not the one at its place. */
function patched(before: string, diff: string): string {
  const lines = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  for (const hunk of diff.split(/^(?=@@ )/m).slice(1)) {
    const [header = '', ...body] = hunk.replaceAll('\n\\ No newline at end of file\n', '\0').match(/[^\n\0]*[\n\0]/g) ?? [];
    const [, start = '', count = '1'] = /^@@ -(\d+)(?:,(\d+))? /.exec(header) ?? [];
    const first = Number(start) - (count === '0' ? 0 : 1);
    while (at < first) result.push(lines[at++] ?? '');
    for (const line of body) {
      const content = line.slice(1).replace('\0', '');
      if (!line.startsWith('+')) expect(content).toBe(lines[at++]);
      if (!line.startsWith('-')) result.push(content);
    }
  }
  return [...result, ...lines.slice(at)].join('');
}

function longestCommon(left: readonly string[], right: readonly string[]): number {
  let last = right.map(() => 0);
  for (const line of left) {
    const current: number[] = [];
    for (const [column, other] of right.entries()) {
      current.push(line === other ? (last[column - 1] ?? 0) + 1 : Math.max(last[column] ?? 0, current[column - 1] ?? 0));
    }
    last = current;
  }
  return last.at(-1) ?? 0;
}
