import { printable, widthOf, withId, wrap } from '../terminal/page.ts';
import type { Page } from '../terminal/page.ts';
import type { Style } from '../terminal/style.ts';

export interface Headline {
  readonly verdict: 'pass' | 'fail' | 'warning' | 'skipped' | 'unknown' | 'note';
  readonly text: string;
  /** A row of the catalogue of symptoms. */
  readonly id?: string | undefined;
  /** Sentences underneath: evidence, and what to do. */
  readonly below?: readonly string[];
}

/** Under the headline's text, which a symbol and a space precede. */
export const INDENT = 4;

/** A longer line is hard to read, and an id far to the right of its text easy to miss. */
export const WIDEST = 100;

const COLOURS = {
  pass: 'pass',
  fail: 'fail',
  warning: 'warn',
  skipped: 'dim',
  unknown: 'warn',
  note: 'dim',
} as const satisfies Record<Headline['verdict'], keyof Style>;

/** One verdict: its symbol, the text, the id at the right margin; underneath, indented, what supports it. */
export function headline({ verdict, text, id, below = [] }: Headline, whole: Page): string[] {
  const page = { ...whole, columns: Math.min(whole.columns, WIDEST) };
  const { style, symbols } = page;
  const colour = style[COLOURS[verdict]];
  const symbol = symbols[verdict];
  // The symbol is no word of its own: a name that is wider than the page stays beside it.
  const columns = page.columns - widthOf(symbol) - 1 - (id === undefined ? 0 : id.length + 2);
  const [first = '', ...rest] = wrap(printable(text), 0, { ...page, columns });
  const coloured = `${colour(symbol)} ${first}`;
  return [
    id === undefined ? coloured : withId(coloured, id, page),
    ...wrap(rest.join(' '), INDENT, page),
    ...below.flatMap((sentence) => wrap(printable(sentence), INDENT, page)),
  ];
}
