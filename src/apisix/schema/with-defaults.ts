import { itemsOf, tableKind } from '../located.ts';
import type { Located } from '../located.ts';
import type { Schema } from './schema.ts';

/**
 * A value the schema accepts as plain data, defaults filled in, as the gateway leaves it after its check. An empty list or map is
 * `{}`: Lua does not tell them apart, and its JSON has `{}`.
 */
export function withDefaults(schema: Schema | undefined, value: Located): unknown {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'table' && tableKind(value) === 'list')
    return itemsOf(value).map((item) => withDefaults(schema?.items, item.value));
  const entries = value.kind === 'null' ? [] : value.entries.filter(({ key }) => key !== undefined);
  const written = entries.map(
    ({ key, value: inner }) => [String(key), withDefaults(schema?.properties?.[String(key)], inner)] as const,
  );
  const names = new Set(written.map(([name]) => name));
  const absent = Object.entries(schema?.properties ?? {})
    .filter(([name, property]) => property.default !== undefined && !names.has(name))
    .map(([name, property]) => [name, defaultOf(property, value)] as const);
  const conditional = schema?.defaults?.unless.some((name) => names.has(name)) === false ? schema.defaults.values : {};
  return { ...conditional, ...Object.fromEntries([...written, ...absent]) };
}

/** The default of a map is empty and gets those of its properties. */
function defaultOf(schema: Schema, { position, end }: Located): unknown {
  return schema.type === 'object' ? withDefaults(schema, { kind: 'table', entries: [], position, end }) : schema.default;
}
