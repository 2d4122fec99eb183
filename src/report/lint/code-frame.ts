import type { DocumentReport, LintFinding } from '../../lint/report.ts';
import { printable, widthOf, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';

/** What a frame shows, and how. */
export interface CodeFrame extends Pick<LintFinding, 'position' | 'end'>, Pick<DocumentReport, 'lines'> {
  /** Stands behind the caret, or under it where it is too long; may be empty. */
  readonly remark: string;
  /** Colours the caret and its remark. */
  readonly paint: (text: string) => string;
}

const INDENT = 4;

/** Lines shown before the one in question. */
const BEFORE = 2;

/** So many UTF-16 units to either side are looked at, more than a page is wide: minified JSON is one line of megabytes. */
const REACH = 1000;

/** The line that holds `position` and two before it, with their numbers, and carets under what is meant. Without such a line, the remark alone. */
export function codeFrame({ lines, position, end, remark, paint }: CodeFrame, page: Page): string[] {
  const whole = lines(position.line);
  if (whole === undefined) return wrap(remark, INDENT, page);
  const start = Math.max(0, position.column - 1 - REACH);
  const source = whole.slice(start, position.column - 1 + REACH);
  const digits = String(position.line).length;
  const gutter = (label: string) => `${' '.repeat(INDENT)}${label.padStart(digits)} | `;
  const room = Math.max(1, page.columns - gutter('').length);
  const line = visible(source);
  // What goes on in further lines is marked up to the end of this one.
  const caret = caretUnder(source, {
    from: position.column - 1 - start,
    to: end.line > position.line ? source.length : end.column - 1 - start,
  });
  const from = windowFor(line, { caret, room });

  const before = Array.from({ length: BEFORE }, (_, at) => position.line - BEFORE + at).flatMap((number) => {
    const text = number < 1 ? undefined : lines(number);
    return text === undefined ? [] : [`${gutter(String(number))}${cut(visible(text.slice(0, REACH)), { from: 0, room }, page)}`];
  });
  const carets = '^'.repeat(Math.max(1, Math.min(caret.width, from + room - caret.start)));
  const underline = `${' '.repeat(caret.start - from)}${paint(carets)}`;
  const fits = remark !== '' && widthOf(`${underline} ${remark}`) <= room;
  return [
    ...before.map((text) => page.style.dim(text.trimEnd())),
    `${page.style.dim(gutter(String(position.line)))}${cut(line, { from, room }, page)}`.trimEnd(),
    `${page.style.dim(gutter(''))}${underline}${fits ? ` ${paint(remark)}` : ''}`,
    ...(fits ? [] : wrap(remark, gutter('').length, page).map(paint)),
  ];
}

/** As a terminal can show it; a tab takes four columns wherever it stands. */
function visible(source: string): string {
  return printable(source.replace(/\r$/, '').replaceAll('\t', '    '));
}

/** In columns of the visible line, from 0, for a part of the source in UTF-16 units. */
function caretUnder(source: string, { from, to }: { readonly from: number; readonly to: number }): Caret {
  return { start: widthOf(visible(source.slice(0, from))), width: widthOf(visible(source.slice(from, to))) };
}

interface Caret {
  readonly start: number;
  readonly width: number;
}

/** The first column to show of a line that may be longer than there is room, so that the caret is seen, and what surrounds it. */
function windowFor(line: string, { caret, room }: { readonly caret: Caret; readonly room: number }): number {
  if (caret.start + caret.width + ELLIPSIS <= room) return 0;
  const lead = Math.max(Math.floor(room / 4), Math.floor((room - caret.width) / 2));
  return Math.max(0, Math.min(caret.start - lead, widthOf(line) - room));
}

/** Columns that it takes at most. */
const ELLIPSIS = 3;

/** `room` columns of a line from column `from` on, with an ellipsis at each end where there is more. */
function cut(line: string, { from, room }: { readonly from: number; readonly room: number }, { symbols }: Page): string {
  const width = widthOf(line);
  const [head, tail] = [from > 0 ? symbols.ellipsis : '', width > from + room ? symbols.ellipsis : ''];
  return `${head}${columnsOf(line, from + head.length, from + room - tail.length)}${tail}`;
}

/** The characters in the columns from `from` up to `to`; half a wide one is a space. */
function columnsOf(line: string, from: number, to: number): string {
  let text = '';
  let column = 0;
  for (const character of line) {
    const next = column + widthOf(character);
    if (column >= from && next <= to) text += character;
    else if (next > from && column < to) text += ' ';
    column = next;
  }
  return text;
}
