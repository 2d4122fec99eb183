import { inWords } from '../in-words.ts';
import { entryOf } from '../located.ts';
import type { Located } from '../located.ts';
import type { Schema } from '../schema/schema.ts';
import type { Violation } from '../schema/violations.ts';
import { choiceOfKeys } from '../schema/wording.ts';

/** How to mend a value that breaks a rule of an object's schema; undefined where the rule says it all. */
export function mend(violation: Violation): string | undefined {
  const { value, schema } = violation;
  switch (value.kind) {
    case 'null':
      return 'Remove it, or give it a value';
    case 'table':
      return mendKeys(violation);
    case 'scalar':
      return mendScalar(value.value, schema);
  }
}

/** Of keys that exclude each other, or of which one is needed. */
function mendKeys(violation: Violation): string | undefined {
  const { keyword, schema, value } = violation;
  if (keyword === 'not') return removeOneOf(schema.not?.required ?? [], value);
  if (keyword !== 'oneOf' && keyword !== 'anyOf') return undefined;
  const { known, present } = choiceOfKeys(violation);
  if (known.length === 0) return undefined;
  if (present.length > 0) return removeOneOf(present, value);
  return known.includes('upstream_id') ? 'Add upstream, or upstream_id with the id of one' : `Add ${inWords(known, 'or')}`;
}

function removeOneOf(keys: readonly string[], value: Located): string | undefined {
  return keys.length > 1 && keys.every((key) => entryOf(value, key) !== undefined) ? `Remove ${inWords(keys, 'or')}` : undefined;
}

function mendScalar(value: string | number | boolean, schema: Schema): string | undefined {
  const types = [schema.type ?? []].flat();
  if (typeof value === 'string' && !types.includes('string') && /^\d+$|^true$|^false$/.test(value))
    return `Remove the quotes: ${value}`;
  if (typeof value !== 'string' && types.length === 1 && types[0] === 'string') return `Quote it: "${value}"`;
  return schema.enum === undefined ? undefined : 'Write one of these, or leave it out';
}
