import type { FileFix } from '../report.ts';
import { textPlaces } from '../text-places.ts';

/** A text after fixes. */
export interface FixesApplied {
  readonly text: string;
  /** In the order of the file. */
  readonly applied: readonly FileFix[];
  /** Those that overlap with an applied one; they may fit the new text, or be needless by then. */
  readonly left: readonly FileFix[];
}

/** An edit in UTF-16 units from the start of the text. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies fixes to the text of a file, each wholly or not at all; of two that overlap or begin at one place, the first of the file. New
 * lines end as the first line of the file does, and a byte order mark stays.
 */
export function applyFixes(text: string, fixes: readonly FileFix[]): FixesApplied {
  const { offsetOf } = textPlaces(text);
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  const candidates = fixes
    .map((fix) => ({ fix, changes: changesOf(fix, { offsetOf, newline }) }))
    .sort((left, right) => startOf(left.changes) - startOf(right.changes));
  const changes: Change[] = [];
  const [applied, left]: [FileFix[], FileFix[]] = [[], []];
  for (const { fix, changes: wanted } of candidates) {
    const fits = wanted.length > 0 && areApart(wanted) && wanted.every((change) => isFree(changes, change));
    (fits ? applied : left).push(fix);
    if (fits) for (const change of wanted) changes.splice(indexFor(changes, change.start), 0, change);
  }
  return { text: changed(text, changes), applied, left };
}

function changesOf(
  { edits }: FileFix,
  {
    offsetOf,
    newline,
  }: { readonly offsetOf: (position: FileFix['edits'][number]['position']) => number; readonly newline: string },
): readonly Change[] {
  return edits
    .map(({ position, end, text }) => ({
      start: offsetOf(position),
      end: offsetOf(end),
      text: text.replaceAll(/\r?\n/g, newline),
    }))
    .sort((left, right) => left.start - right.start);
}

function startOf([first]: readonly Change[]): number {
  return first?.start ?? Infinity;
}

/** Of changes in the order of the file. */
function areApart(changes: readonly Change[]): boolean {
  return changes.every((change, index) => {
    const before = changes[index - 1];
    return change.start <= change.end && (before === undefined || (before.end <= change.start && before.start < change.start));
  });
}

/** Whether a change fits among others, which are in the order of the file and apart. */
function isFree(changes: readonly Change[], change: Change): boolean {
  const index = indexFor(changes, change.start);
  return areApart([...changes.slice(Math.max(0, index - 1), index), change, ...changes.slice(index, index + 1)]);
}

/** Before which of the changes one belongs that starts there: by halves, since a generated file may have very many. */
function indexFor(changes: readonly Change[], start: number): number {
  let [first, last] = [0, changes.length];
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    if ((changes[middle]?.start ?? Infinity) <= start) first = middle + 1;
    else last = middle;
  }
  return first;
}

function changed(text: string, changes: readonly Change[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const change of changes) {
    parts.push(text.slice(end, change.start), change.text);
    ({ end } = change);
  }
  return parts.join('') + text.slice(end);
}
