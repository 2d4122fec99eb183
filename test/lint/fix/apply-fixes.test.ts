import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyFixes } from '../../../src/lint/fix/apply-fixes.ts';
import type { FileFix } from '../../../src/lint/report.ts';

type Edit = readonly [line: number, from: number, to: number, text: string];

/** A fix of edits that each stay on one line; its description is its name. */
function fix(description: string, ...edits: readonly Edit[]): FileFix {
  return {
    description,
    isSecret: false,
    edits: edits.map(([line, from, to, text]) => ({ position: { line, column: from }, end: { line, column: to }, text })),
  };
}

interface Case {
  readonly name: string;
  readonly text: string;
  readonly fixes: readonly FileFix[];
  readonly after: string;
  readonly applied: readonly string[];
  readonly left: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'no fix leaves the text alone', text: 'a\n', fixes: [], after: 'a\n', applied: [], left: [] },
  {
    name: 'fixes are applied in the order of the file',
    text: 'port: 1\nprot: 2\n',
    fixes: [fix('b', [2, 1, 5, 'port']), fix('a', [1, 7, 8, '"1"'])],
    after: 'port: "1"\nport: 2\n',
    applied: ['a', 'b'],
    left: [],
  },
  {
    name: 'a fix of several edits is applied wholly, around another',
    text: 'a b c\n',
    fixes: [fix('outer', [1, 1, 2, 'A'], [1, 5, 6, 'C']), fix('inner', [1, 3, 4, 'B'])],
    after: 'A B C\n',
    applied: ['outer', 'inner'],
    left: [],
  },
  {
    name: 'of two that overlap, the first one wins and nothing of the other is done',
    text: 'a b c\n',
    fixes: [fix('second', [1, 3, 6, 'x'], [1, 6, 6, '!']), fix('first', [1, 1, 4, 'y'])],
    after: 'y c\n',
    applied: ['first'],
    left: ['second'],
  },
  {
    name: 'of two at one place, the first that was given wins',
    text: 'a\n',
    fixes: [fix('one', [1, 1, 1, 'x']), fix('two', [1, 1, 1, 'y']), fix('three', [1, 1, 2, 'z'])],
    after: 'xa\n',
    applied: ['one'],
    left: ['two', 'three'],
  },
  {
    name: 'one that begins where another ends fits',
    text: 'ab\n',
    fixes: [fix('one', [1, 1, 2, 'A']), fix('two', [1, 2, 3, 'B']), fix('three', [1, 3, 3, '!'])],
    after: 'AB!\n',
    applied: ['one', 'two', 'three'],
    left: [],
  },
  {
    name: 'one without edits, or whose edits overlap each other or end before they start, is left',
    text: 'ab\n',
    fixes: [fix('none'), fix('twice', [1, 1, 3, 'x'], [1, 2, 3, 'y']), fix('backwards', [1, 2, 1, 'x'])],
    after: 'ab\n',
    applied: [],
    left: ['twice', 'backwards', 'none'],
  },
  {
    name: 'new lines end as the others, and a byte order mark stays',
    text: '\uFEFFa: 1\r\nb: 2\r\n',
    fixes: [fix('move', [1, 1, 5, 'x:\n  a: 1'], [2, 5, 5, '\r\nc: 3'])],
    after: '\uFEFFx:\r\n  a: 1\r\nb: 2\r\nc: 3\r\n',
    applied: ['move'],
    left: [],
  },
  {
    name: 'the last line may have no end',
    text: 'a: 1',
    fixes: [fix('append', [1, 5, 5, '\nb: 2'])],
    after: 'a: 1\nb: 2',
    applied: ['append'],
    left: [],
  },
];

describe('fixes', () => {
  test.each(CASES)('$name', ({ text, fixes, after, applied, left }) => {
    const outcome = applyFixes(text, fixes);
    expect({
      after: outcome.text,
      applied: outcome.applied.map(({ description }) => description),
      left: outcome.left.map(({ description }) => description),
    }).toEqual({ after, applied, left });
  });

  test('keep everything outside of their edits', () => {
    const lines = fc.array(fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', ' ', ':', 'é') }), {
      minLength: 1,
    });
    const span = fc.record({ line: fc.nat(12), from: fc.nat(8), length: fc.nat(4) });
    fc.assert(
      fc.property(lines, fc.array(span), (texts, spans) => {
        const text = texts.join('\n');
        const fixes = spans.map(({ line, from, length }, index) =>
          fix(`${index}`, [(line % texts.length) + 1, from + 1, from + length + 1, '<#>']),
        );
        const { text: after, applied, left } = applyFixes(text, fixes);
        expect(applied.length + left.length).toBe(fixes.length);
        // What stands between the edits, in order, is what is left of the text.
        const pieces = after.split('<#>');
        expect(pieces).toHaveLength(applied.length + 1);
        let at = 0;
        for (const piece of pieces) {
          at = text.indexOf(piece, at) + piece.length;
          expect(at).toBeGreaterThanOrEqual(piece.length);
        }
        expect(text.startsWith(pieces[0] ?? '')).toBe(true);
        expect(text.endsWith(pieces.at(-1) ?? '')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('are quick, however many there are', () => {
    const text = 'port: 1\n'.repeat(100_000);
    const fixes = Array.from({ length: 100_000 }, (_, index) => fix('', [index + 1, 7, 8, '"1"']));
    expect(applyFixes(text, fixes).text).toBe('port: "1"\n'.repeat(100_000));
  });
});
