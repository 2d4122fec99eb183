import type { Located, LocatedEntry, LocatedScalar, Span } from '../../apisix/located.ts';
import type { Position } from '../../apisix/position.ts';
import { LYAML, TINYYAML } from '../../apisix/yaml/yaml-dialect.ts';
import type { Complaint, Edit, Fix, JudgedConfig } from '../rule.ts';

/**
 * The complaint with a fix, unless an edit could not be made or touches what an alias brings into other places too, where it may
 * mean something else.
 */
export function withFix(
  complaint: Complaint,
  { verdict }: JudgedConfig,
  { description, edits }: { readonly description: string; readonly edits: readonly (Edit | undefined)[] },
): Complaint {
  const made = edits.flatMap((edit) => edit ?? []);
  if (made.length < edits.length || made.length === 0) return complaint;
  const fix: Fix = { description, edits: made };
  return made.some(({ position }) => timesWritten(position, verdict.written) > 1) ? complaint : { ...complaint, fix };
}

/**
 * Writes a value anew, in the quotes that it has; undefined where it has escapes, several lines or a replaced `${{VAR}}`, or where the
 * new text would be no text without quotes.
 */
export function replacedText(scalar: LocatedScalar, text: string): Edit | undefined {
  return scalar.value === scalar.text ? replacedInQuotes(scalar, { before: scalar.text, text }) : undefined;
}

/** Writes a key anew, in the quotes that it has; undefined as for {@link replacedText}. */
export function renamedKey({ key, keyPosition, keyEnd }: LocatedEntry, name: string): Edit | undefined {
  return replacedInQuotes({ position: keyPosition, end: keyEnd }, { before: String(key), text: name });
}

/** Whether two places are one. */
export function isSamePlace(left: Position | undefined, right: Position): boolean {
  return left?.line === right.line && left.column === right.column;
}

/** Whether a key or value stands between quotes, as all keys do in JSON. */
export function isQuoted({ position, end }: Span, text: string): boolean {
  return end.column - position.column === text.length + 2;
}

function replacedInQuotes(span: Span, { before, text }: { readonly before: string; readonly text: string }): Edit | undefined {
  const { position, end } = span;
  if (position.line !== end.line) return undefined;
  if (end.column - position.column === before.length) return isPlainText(text) ? { position, end, text } : undefined;
  if (!isQuoted(span, before)) return undefined;
  return { position: { ...position, column: position.column + 1 }, end: { ...end, column: end.column - 1 }, text };
}

function isPlainText(text: string): boolean {
  return [LYAML, TINYYAML].every(({ plain }) => plain(text) === text);
}

/** How often a place of the file counts: what an alias repeats has the place of its anchor each time. */
function timesWritten(place: Position, value: Located | undefined): number {
  const isThere = ({ position: { line, column }, end }: Span) =>
    line === place.line && column <= place.column && (end.line > line || end.column > place.column);
  if (value === undefined || value.kind === 'null') return 0;
  if (value.kind === 'scalar') return isThere(value) ? 1 : 0;
  return value.entries.reduce(
    (times, { keyPosition, keyEnd, value: inner }) =>
      times + (isThere({ position: keyPosition, end: keyEnd }) ? 1 : 0) + timesWritten(place, inner),
    0,
  );
}
