import type { Schema } from '../schema/schema.ts';
import { withDefaults } from '../schema/with-defaults.ts';
import { ABOUT } from './about.ts';

/** A JSON Schema of draft 07. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * A schema of the gateway as validators of the standard read it, for editors. `path` names it in {@link ABOUT}; items have that of
 * their list. Null and the empty table, where Lua knows no difference, are taken as the standard takes them.
 */
export function jsonSchemaOf(schema: Schema, path: string): JsonSchema {
  const { description, properties, items, oneOf, pattern, default: fallback, defaults: _conditional, ...same } = schema;
  return {
    ...(description === undefined ? {} : { description: `${ABOUT[path] ?? path}: ${description}.` }),
    ...same,
    ...(properties === undefined ? {} : { properties: jsonSchemasOf(properties, `${path}.`) }),
    ...(items === undefined ? {} : { items: jsonSchemaOf(items, path) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map((alternative) => jsonSchemaOf(alternative, path)) }),
    ...(pattern === undefined ? {} : { pattern: ecmaPattern(pattern) }),
    ...(fallback === undefined ? {} : { default: defaultOf(schema) }),
  };
}

function jsonSchemasOf(schemas: Readonly<Record<string, Schema>>, prefix: string): JsonSchema {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, jsonSchemaOf(schema, prefix + name)]));
}

/** An escape, a class, or one of the two characters that PCRE and JavaScript read otherwise. */
const PATTERN_PART = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[.$]/g;

/** PCRE's `$` also stands before a newline at the end, and its `.` matches all but a newline. */
function ecmaPattern(pcre: string): string {
  return pcre.replaceAll(PATTERN_PART, (part) => (part === '$' ? '(?=\\n?$)' : part === '.' ? '[^\\n]' : part));
}

/** A map gets the defaults of its properties. */
function defaultOf(schema: Schema): unknown {
  const nowhere = { line: 1, column: 1 };
  if (schema.type !== 'object') return schema.default;
  return withDefaults(schema, { kind: 'table', entries: [], position: nowhere, end: nowhere });
}
