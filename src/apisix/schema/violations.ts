import { entryOf, itemsOf, tableKind } from '../located.ts';
import type { Located, LocatedEntry, LocatedTable } from '../located.ts';
import type { Position } from '../position.ts';
import { brokenBounds } from './bounds.ts';
import type { Bound } from './bounds.ts';
import { matchesPattern } from './pattern.ts';
import type { Schema } from './schema.ts';

/** A value and where it stands in what is checked. */
export interface Placed {
  readonly value: Located;
  /** Names and 0-based indexes from the value that is checked on. */
  readonly path: readonly (string | number)[];
  /** Where its key is written: the place to add what is missing in it. */
  readonly keyPosition: Position;
}

type PlacedTable = Placed & { readonly value: LocatedTable };

/** A rule of the schema that a value breaks. */
export type Violation = Placed & { readonly schema: Schema } & (
    | { readonly keyword: 'type' | 'enum' | 'not' | Bound }
    | { readonly keyword: 'required'; readonly missing: string }
    | { readonly keyword: 'additionalProperties'; readonly unknown: LocatedEntry }
    /** What each alternative refuses, in the schema's order; nothing where it matches. Of `oneOf` none match, or several. */
    | { readonly keyword: 'oneOf' | 'anyOf'; readonly alternatives: readonly (readonly Violation[])[] }
  );

/** Whether a value is taken without asking its schema (jsonschema 0.9.13, `skip_validation`). */
export type Exemption = (value: Located, schema: Schema) => boolean;

/**
 * Everything in a value that the schema refuses, in the order of the schema. A value of the wrong type is not looked into; null has
 * no type. What `allOf` and `dependencies` ask for is told as if the value itself were asked. Mirrors jsonschema 0.9.8 to 0.9.13, the
 * gateway's library, where a list and a map are told apart by their keys and an empty one is both.
 */
export function violations(schema: Schema, placed: Placed, isExempt: Exemption = () => false): readonly Violation[] {
  const { value } = placed;
  if (isExempt(value, schema)) return [];
  if (!hasType(schema.type, value)) return [{ ...placed, schema, keyword: 'type' }];
  return [
    ...(hasEnumValue(schema.enum, value) ? [] : [{ ...placed, schema, keyword: 'enum' } as const]),
    ...brokenBounds(schema, value).map((keyword) => ({ ...placed, schema, keyword })),
    ...(value.kind === 'table' ? inTable(schema, { ...placed, value }, isExempt) : []),
    ...inAlternatives(schema, placed, isExempt),
  ];
}

function inTable(schema: Schema, placed: PlacedTable, isExempt: Exemption): readonly Violation[] {
  const kind = tableKind(placed.value);
  return [
    ...(kind === 'list' ? [] : inProperties(schema, placed, isExempt)),
    ...(kind === 'list' && schema.items !== undefined ? inItems(schema.items, placed, isExempt) : []),
  ];
}

function inProperties(schema: Schema, placed: PlacedTable, isExempt: Exemption): readonly Violation[] {
  const { value, path } = placed;
  const { properties = {}, patternProperties = {}, dependencies = {} } = schema;
  // An object has a few of the many properties that its schema knows.
  const present = new Set(value.entries.map(({ key }) => key));
  const missing = (schema.required ?? [])
    .filter((name) => !present.has(name))
    .map((name): Violation => ({ ...placed, schema, keyword: 'required', missing: name }));
  const named = Object.entries(properties).flatMap(([name, inner]) => {
    const entry = present.has(name) ? entryOf(value, name) : undefined;
    return entry === undefined ? [] : violations(inner, { ...entry, path: [...path, name] }, isExempt);
  });
  const dependent = Object.entries(dependencies).flatMap(([name, inner]) =>
    present.has(name) ? violations(inner, placed, isExempt) : [],
  );
  const patterns = Object.entries(patternProperties);
  const byPattern = value.entries.flatMap((entry): readonly Violation[] => {
    const name = String(entry.key);
    const matching = patterns.filter(([pattern]) => matchesPattern(pattern, name));
    const isKnown = matching.length > 0 || (typeof entry.key === 'string' && Object.hasOwn(properties, entry.key));
    if (schema.additionalProperties === false && !isKnown)
      return [{ ...placed, schema, keyword: 'additionalProperties', unknown: entry }];
    return matching.flatMap(([, inner]) => violations(inner, { ...entry, path: [...path, name] }, isExempt));
  });
  return [...missing, ...named, ...dependent, ...byPattern];
}

function inItems(items: Schema, { value, path }: PlacedTable, isExempt: Exemption): readonly Violation[] {
  return itemsOf(value).flatMap((entry, index) => violations(items, { ...entry, path: [...path, index] }, isExempt));
}

function inAlternatives(schema: Schema, placed: Placed, isExempt: Exemption): readonly Violation[] {
  const each = (alternatives: readonly Schema[] = []) =>
    alternatives.map((alternative) => violations(alternative, placed, isExempt));
  const matches = (refusals: readonly Violation[]) => refusals.length === 0;
  const anyOf = each(schema.anyOf);
  const oneOf = each(schema.oneOf);
  return [
    ...each(schema.allOf).flat(),
    ...(schema.anyOf === undefined || anyOf.some(matches)
      ? []
      : [{ ...placed, schema, keyword: 'anyOf', alternatives: anyOf } as const]),
    ...(schema.oneOf === undefined || oneOf.filter(matches).length === 1
      ? []
      : [{ ...placed, schema, keyword: 'oneOf', alternatives: oneOf } as const]),
    ...(schema.not === undefined || !matches(violations(schema.not, placed, isExempt))
      ? []
      : [{ ...placed, schema, keyword: 'not' } as const]),
  ];
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

function hasEnumValue(allowed: Schema['enum'], value: Located): boolean {
  return allowed === undefined || (value.kind === 'scalar' && allowed.includes(value.value));
}
