import type { Problem } from '../problem.ts';
import type { Violation } from '../schema/violations.ts';
import { choiceOfKeys, isSubstituted, pathText, shown } from '../schema/wording.ts';
import { hintOf } from './mend.ts';
import type { Registry } from './registry.ts';

/** Values that are never shown. */
const SECRETS: ReadonlySet<unknown> = new Set(['token', 'access_key', 'secret_key', 'password']);

/** A broken rule in words: property, value, rule and mend, at the place to edit. */
export function explain(violation: Violation, registry: Registry): Problem {
  const { value, path, keyPosition: position, schema } = violation;
  const property = pathText(`discovery.${registry.name}`, path);
  const exampleOf = (name: string) => registry.examples[name] ?? name;
  if (violation.keyword === 'required') {
    const { missing } = violation;
    return { message: `${property} lacks ${missing}`, hint: `Add ${exampleOf(missing)}`, position, id: 'C07' };
  }
  if (violation.keyword === 'oneOf') {
    const { known, present } = choiceOfKeys(violation);
    return present.length > 1
      ? {
          message: `${property} has ${present.join(' and ')}, but only one of them is allowed`,
          hint: 'Remove one of them',
          position,
          id: 'C36',
        }
      : {
          message: `${property} lacks ${known.join(' or ')}`,
          hint: `Add ${known.map(exampleOf).join(' or ')}`,
          position,
          id: 'C07',
        };
  }
  const hint = hintOf(violation, registry);
  return {
    message: `${property} is ${fault(violation)}, but must be ${schema.description ?? 'something else'}`,
    ...(hint === undefined ? {} : { hint }),
    position: value.position,
    id: rowOf(violation),
  };
}

function fault({ value, path, keyword }: Violation): string {
  if (keyword === 'uniqueItems') return 'a list with an item twice';
  if (keyword === 'maxItems' && value.kind === 'table') return `a list of ${value.entries.length}`;
  return shown(value, { isSecret: SECRETS.has(path.at(-1)) });
}

function rowOf({ path, value, schema }: Violation): string {
  if (path.at(-1) === 'shared_size') return 'C13';
  const isNoText = value.kind === 'scalar' && typeof value.value !== 'string' && schema.type === 'string';
  return isNoText && isSubstituted(value) ? 'C06' : 'C36';
}
