import type { Position } from './position.ts';

/**
 * A value of a file as the gateway's Lua holds it, with its place. Lists and maps are one thing there, a table; a list is a table
 * whose keys are 1 … n.
 */
export type Located = LocatedScalar | LocatedNull | LocatedTable;

/** From the first character up to, not including, `end`. What an alias brings in has the place of its anchor. */
export interface Span {
  readonly position: Position;
  readonly end: Position;
}

export interface LocatedScalar extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean;
  /** What stands in the file, before the value got its type and before `${{VAR}}` was replaced. */
  readonly text: string;
}

interface LocatedNull extends Span {
  readonly kind: 'null';
}

export interface LocatedTable extends Span {
  readonly kind: 'table';
  readonly entries: readonly LocatedEntry[];
  /** Written `{{ … }}`: what a template engine would have replaced reads as a map that is the key of a map. */
  readonly isTemplate?: true;
}

export interface LocatedEntry {
  /** Undefined for a key that is neither text nor number (`no:`, `~:`, a map): no property is ever called that. */
  readonly key: string | number | undefined;
  /** Where the key is written; for an item of a list, where the item starts. */
  readonly keyPosition: Position;
  /** Behind the key; for an item of a list, its start again. */
  readonly keyEnd: Position;
  readonly value: Located;
}

/** Whether a table is a list, a map or empty, which is both; a table with other keys beside 1 … n is a map (jsonschema 0.9.8, `tablekind`). */
export function tableKind(table: LocatedTable): 'empty' | 'list' | 'map' {
  const { length } = table.entries;
  if (length === 0) return 'empty';
  const isIndex = ({ key }: LocatedEntry) => typeof key === 'number' && Number.isInteger(key) && key >= 1 && key <= length;
  return table.entries.every(isIndex) ? 'list' : 'map';
}

/** Whether a value is a template that was not rendered, `{{ … }}` without quotes around it. */
export function isTemplate(value: Located): boolean {
  return value.kind === 'table' && value.isTemplate === true;
}

/** The entry of that name; undefined where there is none or the value is no table. */
export function entryOf(value: Located | undefined, key: string): LocatedEntry | undefined {
  return value?.kind === 'table' ? value.entries.find((entry) => entry.key === key) : undefined;
}

/** The value at the end of a path of names; undefined where a name is missing. */
export function valueAt(value: Located | undefined, path: readonly string[]): Located | undefined {
  return path.reduce((inner, key) => entryOf(inner, key)?.value, value);
}

/** The items of a list in its order. */
export function itemsOf(list: LocatedTable): readonly LocatedEntry[] {
  return [...list.entries].sort((left, right) => Number(left.key) - Number(right.key));
}
