import { lineDiff } from './line-diff.ts';
import type { LineRun } from './line-diff.ts';

/** The two texts to compare. */
export interface DiffTexts {
  readonly before: string;
  readonly after: string;
  /** Puts something else in place of secrets and keeps the lines. What it hides is compared all the same. Absent: nothing is a secret. */
  readonly hide?: (text: string) => string;
}

/** Lines around a change that are shown, as `diff -u` has it. */
const CONTEXT = 3;

const MARKS = { same: ' ', removed: '-', added: '+' } as const;

interface DiffLine {
  readonly kind: LineRun['kind'];
  /** How many lines of either text stand before it. */
  readonly before: number;
  readonly after: number;
}

/**
 * The difference between two texts of a file as `diff -u` writes it; empty where there is none. Where a secret is hidden, no other program
 * can apply it.
 */
export function unifiedDiff(path: string, texts: DiffTexts): string {
  const hunks = unifiedHunks(texts);
  if (hunks === '') return '';
  // An absolute path would begin with two slashes, and no program would find the file.
  const name = path.replace(/^\/+/, '');
  return `--- a/${name}\n+++ b/${name}\n${hunks}`;
}

/** The same without the lines that name a file. */
export function unifiedHunks({ before, after, hide = (text) => text }: DiffTexts): string {
  const shown = { before: linesOf(hide(before)), after: linesOf(hide(after)) };
  const hunks = hunksOf(diffLines(linesOf(before), linesOf(after))).map((hunk) => {
    const lines = hunk.map(({ kind, ...index }) => {
      const line = (kind === 'added' ? shown.after[index.after] : shown.before[index.before]) ?? '';
      return `${MARKS[kind]}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`;
    });
    return `@@ -${rangeOf(hunk, 'before')} +${rangeOf(hunk, 'after')} @@\n${lines.join('')}`;
  });
  return hunks.join('');
}

/** With what ends them; only the last may have no end. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function diffLines(left: readonly string[], right: readonly string[]): readonly DiffLine[] {
  let [before, after] = [0, 0];
  return lineDiff(left, right).flatMap(({ kind, lines }) =>
    lines.map((): DiffLine => {
      const line = { kind, before, after };
      if (kind !== 'added') before++;
      if (kind !== 'removed') after++;
      return line;
    }),
  );
}

/** The changes with the lines around them; those whose surroundings touch are one. */
function hunksOf(lines: readonly DiffLine[]): readonly (readonly DiffLine[])[] {
  const ranges: { readonly start: number; end: number }[] = [];
  for (const [at, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    const last = ranges.at(-1);
    const end = at + CONTEXT + 1;
    if (last !== undefined && at - CONTEXT <= last.end) last.end = end;
    else ranges.push({ start: Math.max(0, at - CONTEXT), end });
  }
  return ranges.map(({ start, end }) => lines.slice(start, end));
}

/** First line and number of lines that a hunk has of one text; of no lines, the one they would follow. */
function rangeOf(hunk: readonly DiffLine[], side: 'before' | 'after'): string {
  const other = side === 'before' ? 'added' : 'removed';
  const count = hunk.filter(({ kind }) => kind !== other).length;
  const start = (hunk[0]?.[side] ?? 0) + (count === 0 ? 0 : 1);
  return count === 1 ? `${start}` : `${start},${count}`;
}
