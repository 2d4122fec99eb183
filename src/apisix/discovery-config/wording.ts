import { tableKind } from '../located.ts';
import type { LocatedScalar } from '../located.ts';
import { mend } from './mend.ts';
import type { Placed, Violation } from '../schema/violations.ts';
import type { Problem } from '../problem.ts';

/** A broken rule in words: property, value, rule and mend, at the place to edit. */
export function explain(violation: Violation): Problem {
  const { value, path, keyPosition } = violation;
  if (violation.keyword === 'required') {
    const { missing } = violation;
    const owner = typeof path.at(-1) === 'number' ? 'every cluster of a list needs it' : 'a list of clusters has no defaults';
    return {
      message: `${pathText(path)} lacks ${missing}: ${owner}`,
      hint: `Add ${MISSING[missing] ?? missing}`,
      position: keyPosition,
      id: 'C07',
    };
  }
  if (violation.keyword === 'oneOf' && value.kind === 'table') {
    const written = value.entries.map(({ key }) => String(key));
    return explainKeys(violation, written);
  }
  return {
    message: `${pathText(path)} is ${shown(violation)}, but must be ${violation.schema.description ?? 'something else'}`,
    position: value.position,
    id: 'C36',
    ...mend(violation),
  };
}

const MISSING: Readonly<Record<string, string>> = {
  id: 'id: a1 (names are then a1/namespace/name:port)',
  service: 'service: {host: …, port: "6443"}',
  client: 'client: with token or token_file',
  host: 'host: with a DNS name or an IPv4 address',
  port: 'port: "6443"',
};

/** `client` and `namespace_selector` allow some keys only one at a time. */
function explainKeys({ path, keyPosition, schema }: Placed & Pick<Violation, 'schema'>, written: readonly string[]): Problem {
  const known = (schema.oneOf ?? []).flatMap(({ required }) => required ?? []);
  const present = known.filter((name) => written.includes(name));
  const isClient = path.at(-1) === 'client';
  const position = keyPosition;
  if (present.length > 1) {
    return {
      message: `${pathText(path)} has ${present.join(' and ')}, but only one of them is allowed`,
      hint: `Keep one of ${present.join(', ')}`,
      position,
      id: isClient ? 'C10' : 'C14',
    };
  }
  const others = written.length === 0 ? '' : `, only ${written.join(', ')}`;
  return {
    message: `${pathText(path)} has none of ${known.join(', ')}${others}`,
    hint: isClient
      ? 'Add token_file: /var/run/secrets/kubernetes.io/serviceaccount/token, or token'
      : `Write one of ${known.join(', ')}`,
    position,
    id: isClient ? 'C07' : 'C14',
  };
}

/** `discovery.kubernetes[0].service.port`. */
function pathText(path: Placed['path']): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`),
    'discovery.kubernetes',
  );
}

function shown({ value, path }: Placed): string {
  if (value.kind === 'null') return 'null';
  if (value.kind === 'table') return { empty: 'empty', list: 'a list', map: 'a map' }[tableKind(value)];
  const type = typeof value.value;
  if (path.at(-1) === 'token') return type === 'string' ? 'other text' : `a ${type}`;
  return typeof value.value === 'string' ? quoted(value.value) : `the ${type} ${writtenAs(value)}`;
}

/** `false (written no)` where the file says something else. */
function writtenAs({ value, text }: LocatedScalar): string {
  return String(value) === text ? text : `${value} (written ${text})`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
