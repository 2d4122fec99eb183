import { tableKind } from '../located.ts';
import type { Located, LocatedTable } from '../located.ts';
import { isFormat } from './format.ts';
import { identityOf } from './identity.ts';
import { matchesPattern } from './pattern.ts';
import type { Schema } from './schema.ts';

/** A keyword that limits a value of one type, and lets those of other types pass. */
export type Bound =
  | ('minProperties' | 'maxProperties' | 'minItems' | 'maxItems' | 'uniqueItems')
  | ('minLength' | 'maxLength' | 'pattern' | 'format')
  | ('minimum' | 'maximum' | 'exclusiveMinimum');

/** The limits of a schema that a value breaks. An empty table is both a list and a map. */
export function brokenBounds(schema: Schema, value: Located): readonly Bound[] {
  if (value.kind === 'null') return [];
  if (value.kind === 'table') return brokenByTable(schema, value);
  if (typeof value.value === 'string') return brokenByText(schema, value.value);
  return typeof value.value === 'number' ? brokenByNumber(schema, value.value) : [];
}

function brokenByTable(schema: Schema, table: LocatedTable): readonly Bound[] {
  const kind = tableKind(table);
  const { length } = table.entries;
  const broken: Bound[] = [];
  if (kind !== 'list') {
    if (length < (schema.minProperties ?? 0)) broken.push('minProperties');
    if (length > (schema.maxProperties ?? Infinity)) broken.push('maxProperties');
  }
  if (kind !== 'map') {
    if (length < (schema.minItems ?? 0)) broken.push('minItems');
    if (length > (schema.maxItems ?? Infinity)) broken.push('maxItems');
    if (schema.uniqueItems === true && hasRepeatedItem(table)) broken.push('uniqueItems');
  }
  return broken;
}

/** Lengths are code points, as the library counts them (`utf8_len`). */
function brokenByText(schema: Schema, text: string): readonly Bound[] {
  const length = [...text].length;
  const broken: Bound[] = [];
  if (length < (schema.minLength ?? 0)) broken.push('minLength');
  if (length > (schema.maxLength ?? Infinity)) broken.push('maxLength');
  if (schema.pattern !== undefined && !matchesPattern(schema.pattern, text)) broken.push('pattern');
  if (schema.format !== undefined && !isFormat(schema.format, text)) broken.push('format');
  return broken;
}

function brokenByNumber(schema: Schema, number: number): readonly Bound[] {
  const broken: Bound[] = [];
  if (number < (schema.minimum ?? -Infinity)) broken.push('minimum');
  if (number > (schema.maximum ?? Infinity)) broken.push('maximum');
  if (number <= (schema.exclusiveMinimum ?? -Infinity)) broken.push('exclusiveMinimum');
  return broken;
}

function hasRepeatedItem({ entries }: LocatedTable): boolean {
  return new Set(entries.map(({ value }) => identityOf(value))).size < entries.length;
}
