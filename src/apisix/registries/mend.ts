import { tableKind } from '../located.ts';
import type { LocatedScalar, LocatedTable } from '../located.ts';
import type { Schema } from '../schema/schema.ts';
import type { Violation } from '../schema/violations.ts';
import { isSubstituted } from '../schema/wording.ts';
import type { Registry } from './registry.ts';

/** How to mend a value that breaks its rule. Undefined where the rule says it all. */
export function hintOf(violation: Violation, registry: Registry): string | undefined {
  const { value, path } = violation;
  if (path.length === 0) {
    const isList = value.kind === 'table' && tableKind(value) === 'list';
    const [example = '…'] = Object.values(registry.examples);
    return isList
      ? 'Only kubernetes may be a list: write one map, without the dash'
      : `Write a map: ${registry.name}: {${example}}`;
  }
  const own = registry.hint?.(violation);
  if (own !== undefined || value.kind === 'null') return own;
  return value.kind === 'scalar' ? hintOfScalar(violation, value, registry) : hintOfTable(violation, value, registry);
}

function hintOfTable({ schema, path }: Violation, table: LocatedTable, registry: Registry): string | undefined {
  const kind = tableKind(table);
  // Null in a list is an empty table to the gateway.
  if (kind === 'empty' && typeof path.at(-1) === 'number') return 'Write a value behind the dash, or remove the item';
  if (schema.type === 'array') return kind === 'list' ? undefined : `Write a list: ${exampleOf({ schema, path }, registry)}`;
  if (schema.type === 'object') return 'Write a map, without the dash';
  return kind === 'map' ? 'Quote it: a colon with a blank behind it makes a map' : 'Write one value, without [ ] and dash';
}

function hintOfScalar({ schema, path }: Violation, scalar: LocatedScalar, registry: Registry): string | undefined {
  switch (schema.type) {
    case 'array':
      return `Write a list: ${exampleOf({ schema, path }, registry)}`;
    case 'object':
      return `Write a map: ${exampleOf({ schema, path }, registry)}`;
    case 'string':
      return typeof scalar.value === 'string' ? asAllowed(scalar.value, schema) : asText(scalar);
    case 'boolean':
      return asBoolean(scalar.text);
    case 'integer':
      return asInteger(scalar);
    default:
      return asAllowed(String(scalar.value), schema);
  }
}

/** Without an example of its own, a map is shown with its keys. */
function exampleOf({ schema, path }: Pick<Violation, 'schema' | 'path'>, { examples }: Registry): string {
  const property = String(path.findLast((step) => typeof step === 'string'));
  const keys = Object.keys(schema.properties ?? {}).map((key) => `${key}: …`);
  return examples[property] ?? `${property}: ${schema.type === 'object' ? `{${keys.join(', ')}}` : '[…]'}`;
}

function asAllowed(text: string, { enum: allowed = [] }: Schema): string | undefined {
  const meant = allowed.find((word) => String(word).toLowerCase() === text.toLowerCase());
  return meant === undefined ? undefined : `Write ${meant}`;
}

/** Never shows the value, which may be a password of digits. */
function asText(scalar: LocatedScalar): string {
  return isSubstituted(scalar)
    ? 'A value from ${{VAR}} that reads as a number, true or false never stays text: choose another'
    : 'Quote it';
}

/** Before YAML 1.1, which came with APISIX 3.10, `yes` and `off` are text. */
function asBoolean(text: string): string | undefined {
  if (/^(?:true|yes|on)$/i.test(text)) return 'Write true, without quotes';
  return /^(?:false|no|off)$/i.test(text) ? 'Write false, without quotes' : undefined;
}

function asInteger({ value }: LocatedScalar): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return 'Remove the quotes';
  return /^\d+ *[a-z]+$/i.test(value) ? 'Write the number alone, without a unit' : undefined;
}
