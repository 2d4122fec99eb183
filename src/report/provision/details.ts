import { printable, widthOf, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';

/** A line, what is to be known of it, and what belongs under both. */
export interface DetailedLine {
  /** As it is to be drawn, indented. */
  readonly text: string;
  /** Empty: nothing. */
  readonly detail: string;
  /** As they are to be drawn. */
  readonly below?: readonly string[];
}

/** Between columns. */
export const GAP = 2;

/** The details stand in a column at the right of their lines or, where one of them does not fit there, each under its line. */
export function detailedLines(lines: readonly DetailedLine[], page: Page): string[] {
  const { dim } = page.style;
  const column = Math.max(...lines.map(({ text }) => widthOf(text))) + GAP;
  const isWide = lines.every(({ detail }) => column + widthOf(printable(detail)) <= page.columns);
  return lines.flatMap(({ text, detail, below = [] }) => {
    const said = printable(detail);
    if (said === '') return [text, ...below];
    if (isWide) return [`${text}${' '.repeat(column - widthOf(text))}${dim(said)}`, ...below];
    return [text, ...wrap(said, 2 * text.search(/\S/), page).map(dim), ...below];
  });
}
