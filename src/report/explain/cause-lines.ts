import { LIKELIHOODS } from '../../explain/cause.ts';
import type { ExplainedCause } from '../../explain/cause.ts';
import { mendLines } from '../mend-lines.ts';
import { inSymbols } from '../../terminal/symbols.ts';
import { printable, widthOf, withId, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';

/** Under a symptom's text. */
const INDENT = 2;

/** Behind the words for how likely a cause is. */
const COLUMN = INDENT + Math.max(...LIKELIHOODS.map((words) => words.length)) + 2;

/** Of a symptom with more causes the rest are named by their ids: a 503 may have two dozen. */
const MOST_CAUSES = 6;

/** The causes of one symptom: each with its id, what proves and what mends it; what several in a row share is told once, for all of them. */
export function causeLines(causes: readonly ExplainedCause[], page: Page): string[] {
  const shown = causes.slice(0, MOST_CAUSES);
  const rest = causes.slice(MOST_CAUSES);
  return [
    ...provenAlike(shown).flatMap((alike) => alikeLines(alike, { isAll: alike.length === shown.length, page })),
    ...(rest.length === 0 ? [] : wrap(`or one of ${rest.map(({ id }) => id).join(', ')}: k8s-disco explain ID`, INDENT, page)),
  ];
}

/** Causes in a row that the same command proves. */
function provenAlike(causes: readonly ExplainedCause[]): readonly (readonly ExplainedCause[])[] {
  const rows: ExplainedCause[][] = [];
  for (const cause of causes) {
    const row = rows.at(-1);
    if (row?.[0]?.prove === cause.prove) row.push(cause);
    else rows.push([cause]);
  }
  return rows;
}

function alikeLines(
  alike: readonly ExplainedCause[],
  { isAll, page }: { readonly isAll: boolean; readonly page: Page },
): string[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { prove, mend } = first;
  const shared = alike.every((cause) => cause.mend === mend);
  const indent = ' '.repeat(COLUMN);
  return [
    ...alike.flatMap((cause) => [
      ...messageLines(cause, page),
      ...(shared ? [] : mendLines(cause.mend, COLUMN, page).map(page.style.dim)),
    ]),
    ...(alike.length === 1 ? [] : [`${indent}${isAll ? 'for all of these:' : `for these ${alike.length}:`}`]),
    // A command is to be pasted, so it stays on its line.
    page.style.dim(`${indent}prove: ${printable(prove)}`),
    ...(shared ? mendLines(mend, COLUMN, page).map(page.style.dim) : []),
  ];
}

function messageLines({ id, likelihood, message }: ExplainedCause, page: Page): string[] {
  const columns = page.columns - id.length - 2;
  const [first = '', ...rest] = wrap(printable(inSymbols(message, page.symbols)), COLUMN, { ...page, columns });
  const words = likelihood === 'certain' || likelihood === 'most likely' ? page.style.name(likelihood) : likelihood;
  const gap = ' '.repeat(COLUMN - INDENT - widthOf(likelihood));
  return [withId(`${' '.repeat(INDENT)}${words}${gap}${first.trimStart()}`, id, page), ...rest];
}
