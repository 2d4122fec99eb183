import type { LocatedEntry } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Violation } from '../schema/violations.ts';
import { pathText, shown } from '../schema/wording.ts';
import type { ObjectKind } from './routing-object.ts';
import { mend } from './mend.ts';
import { sourceOfNodes } from './source-of-nodes.ts';

/** What an object of a kind is called in messages. */
export const NOUNS: Readonly<Record<ObjectKind, string>> = {
  routes: 'route',
  upstreams: 'upstream',
  services: 'service',
  stream_routes: 'stream_route',
};

/**
 * A broken rule of an object's schema in words, at the place to edit. Several problems where a value may have one of several forms
 * and is meant to have one of them. What has no row of its own in the catalogue gets no id.
 */
export function explain(violation: Violation, kind: ObjectKind): readonly Problem[] {
  const { value, path, keyPosition, schema, keyword } = violation;
  const subject = pathText(NOUNS[kind], path);
  if (keyword === 'required') {
    return [{ message: `${subject} lacks ${violation.missing}`, hint: `Add ${violation.missing}`, position: keyPosition }];
  }
  if (keyword === 'additionalProperties') {
    const known = Object.keys(schema.properties ?? {});
    return [unknownKey(violation.unknown, { subject, known })];
  }
  if (keyword === 'anyOf' || keyword === 'oneOf') {
    if (schema.properties?.['service_name'] !== undefined) return [sourceOfNodes(violation, subject)];
    const meant = violation.alternatives.filter((refusals) => !refusals.some((inner) => isOfAnotherType(inner, violation)));
    if (value.kind === 'table' && meant.length === 1) return meant.flat().flatMap((inner) => explain(inner, kind));
  }
  const hint = mend(violation);
  const mended = hint === undefined ? {} : { hint };
  if (value.kind === 'table' && (keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'not')) {
    return [{ message: `${subject} must be ${schema.description ?? 'something else'}`, position: keyPosition, ...mended }];
  }
  const isSecret = path.at(-1) === 'client_key' || path.at(-1) === 'client_cert';
  return [
    {
      message: `${subject} is ${shown(value, { isSecret })}, but must be ${schema.description ?? 'something else'}`,
      position: value.position,
      ...mended,
      ...(path.at(-1) === 'service_name' && keyword === 'maxLength' ? { id: 'S22' } : {}),
    },
  ];
}

/** Whether an alternative is of another type than the value, and so was not meant. */
function isOfAnotherType(inner: Violation, { value }: Violation): boolean {
  return inner.keyword === 'type' && inner.value === value;
}

function unknownKey(
  { key, keyPosition }: LocatedEntry,
  { subject, known }: { readonly subject: string; readonly known: readonly string[] },
): Problem {
  if (key === undefined) {
    const message = `${subject} has a key that is neither text nor number`;
    return { message, hint: 'Remove it', position: keyPosition, id: 'W23' };
  }
  const name = String(key);
  return {
    message: `${subject} has no ${JSON.stringify(name)}`,
    hint: 'Remove it, or write it as the gateway calls it',
    position: keyPosition,
    id: 'W23',
    unknownKey: { written: name, known },
  };
}
