import { entryOf, itemsOf, tableKind } from '../located.ts';
import type { Located } from '../located.ts';
import type { Position } from '../position.ts';
import type { Schema } from './schema.ts';

/** A value and where it stands in the block. */
export interface Placed {
  readonly value: Located;
  /** Names and 0-based indexes from `discovery.kubernetes` on. */
  readonly path: readonly (string | number)[];
  /** Where its key is written: the place to add what is missing in it. */
  readonly keyPosition: Position;
}

type Keyword = 'type' | 'enum' | 'pattern' | 'minLength' | 'maxLength' | 'minimum' | 'minItems' | 'maxProperties' | 'oneOf';

/** A rule of the schema that a value breaks. */
export type Violation = Placed & { readonly schema: Schema } & (
    | { readonly keyword: Keyword }
    | { readonly keyword: 'required'; readonly missing: string }
  );

/**
 * Everything in a value that the schema refuses, in the order of the schema. A value of the wrong type is not looked into. Mirrors
 * jsonschema 0.9.8, the gateway's library, where a list and a map are told apart by their keys and an empty one is both.
 */
export function violations(schema: Schema, placed: Placed): readonly Violation[] {
  const { value, path } = placed;
  const broken = brokenKeywords(schema, value).map((keyword): Violation => ({ ...placed, schema, keyword }));
  if (value.kind !== 'table' || broken.some(({ keyword }) => keyword === 'type')) return broken;
  const missing = (schema.required ?? [])
    .filter((name) => entryOf(value, name) === undefined)
    .map((name): Violation => ({ ...placed, schema, keyword: 'required', missing: name }));
  const inProperties = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const entry = entryOf(value, name);
    return entry === undefined ? [] : violations(inner, { ...entry, path: [...path, name] });
  });
  const { items } = schema;
  const inItems =
    items === undefined || tableKind(value) !== 'list'
      ? []
      : itemsOf(value).flatMap((entry, index) => violations(items, { ...entry, path: [...path, index] }));
  return [...broken, ...missing, ...inProperties, ...inItems];
}

function brokenKeywords(schema: Schema, value: Located): readonly Keyword[] {
  if (!hasType(schema.type, value)) return ['type'];
  const broken: Keyword[] = [];
  if (value.kind === 'scalar' && typeof value.value === 'string') {
    const length = [...value.value].length;
    if (schema.enum !== undefined && !schema.enum.includes(value.value)) broken.push('enum');
    if (schema.pattern !== undefined && !matches(schema.pattern, value.value)) broken.push('pattern');
    if (length < (schema.minLength ?? 0)) broken.push('minLength');
    if (length > (schema.maxLength ?? Infinity)) broken.push('maxLength');
  }
  if (value.kind === 'scalar' && typeof value.value === 'number' && value.value < (schema.minimum ?? -Infinity))
    broken.push('minimum');
  if (value.kind === 'table') {
    if (value.entries.length < (schema.minItems ?? 0)) broken.push('minItems');
    if (value.entries.length > (schema.maxProperties ?? Infinity)) broken.push('maxProperties');
  }
  if (schema.oneOf !== undefined && schema.oneOf.filter((alternative) => accepts(alternative, value)).length !== 1)
    broken.push('oneOf');
  return broken;
}

function accepts(schema: Schema, value: Located): boolean {
  return violations(schema, { value, path: [], keyPosition: value.position }).length === 0;
}

function hasType(type: Schema['type'], value: Located): boolean {
  if (typeof type === 'object') return type.some((one) => hasType(one, value));
  switch (type) {
    case undefined:
      return true;
    case 'object':
      return value.kind === 'table' && tableKind(value) !== 'list';
    case 'array':
      return value.kind === 'table' && tableKind(value) !== 'map';
    case 'integer':
      return value.kind === 'scalar' && Number.isInteger(value.value);
    default:
      return value.kind === 'scalar' && typeof value.value === type;
  }
}

/** The gateway matches with PCRE, where `$` also stands before one newline at the end; JavaScript's does not. */
function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern.replace(/\$$/, '(?=\\n?$)')).test(text);
}
