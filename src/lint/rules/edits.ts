import type { Located, LocatedEntry, LocatedScalar, Span } from '../../apisix/located.ts';
import type { Position } from '../../apisix/position.ts';
import { LYAML, TINYYAML } from '../../apisix/yaml/yaml-dialect.ts';
import { placeKey } from '../place-key.ts';
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
  return made.some(({ position }) => isShared(position, verdict.written)) ? complaint : { ...complaint, fix };
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

/** Whether what starts here, or with its quote one column before, is read in several places of the config by way of an alias. */
function isShared({ line, column }: Position, written: Located | undefined): boolean {
  if (written === undefined) return false;
  const starts = startsOf.get(written) ?? countStarts(written, new Map());
  startsOf.set(written, starts);
  return [column, column - 1].some((start) => (starts.get(placeKey({ line, column: start })) ?? 0) > 1);
}

/** How often something starts at each place of a config: what an alias repeats has the place of its anchor each time. */
const startsOf = new WeakMap<Located, Map<string, number>>();

function countStarts(value: Located, starts: Map<string, number>): Map<string, number> {
  const count = (place: Position) => starts.set(placeKey(place), (starts.get(placeKey(place)) ?? 0) + 1);
  if (value.kind === 'scalar') count(value.position);
  if (value.kind === 'table') {
    for (const { key, keyPosition, value: inner } of value.entries) {
      if (typeof key === 'string') count(keyPosition);
      countStarts(inner, starts);
    }
  }
  return starts;
}
