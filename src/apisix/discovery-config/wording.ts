import { isTemplate } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Violation } from '../schema/violations.ts';
import { choiceOfKeys, pathText, shown } from '../schema/wording.ts';
import { mend } from './mend.ts';
import { tokenFault } from './token-fault.ts';

/** A broken rule in words: property, value, rule and mend, at the place to edit. */
export function explain(violation: Violation): Problem {
  const { value, path, keyPosition } = violation;
  const property = pathText('discovery.kubernetes', path);
  const isRendered = !isTemplate(value);
  if (violation.keyword === 'required' && isRendered) {
    const { missing } = violation;
    const owner = typeof path.at(-1) === 'number' ? 'every cluster of a list needs it' : 'a list of clusters has no defaults';
    return {
      message: `${property} lacks ${missing}: ${owner}`,
      hint: `Add ${MISSING[missing] ?? missing}`,
      position: keyPosition,
      id: 'C07',
    };
  }
  if (violation.keyword === 'oneOf' && value.kind === 'table' && isRendered) return explainKeys(violation, property);
  return {
    message: `${property} ${faultOf(violation)}, but must be ${ruleOf(violation)}`,
    position: value.position,
    id: 'C36',
    ...mend(violation),
  };
}

/** To follow "must be". Where a later release lifted a limit all of them are told alike, so that what none takes is told once. */
function ruleOf({ path, schema }: Violation): string {
  return LIFTED_LIMITS[path.at(-1) ?? ''] ?? schema.description ?? 'something else';
}

/** As in `configRules`. */
const LIFTED_LIMITS: Readonly<Record<string, string>> = {
  id: '1 to 8 lower-case letters and digits as text, up to 64 from APISIX 3.14.0 on',
  shared_size: 'megabytes such as 64m, at most 99m before APISIX 3.13.0',
};

/** To follow the property. */
function faultOf({ path, value }: Violation): string {
  const key = path.at(-1);
  if (key === 'token' && value.kind === 'scalar' && typeof value.value === 'string') return tokenFault(value.value).fault;
  // What stands in place of the client may be its token.
  return `is ${shown(value, { isSecret: key === 'token' || key === 'client' })}`;
}

const MISSING: Readonly<Record<string, string>> = {
  id: 'id: a1 (names are then a1/namespace/name:port)',
  service: 'service: {host: …, port: "6443"}',
  client: 'client: with token or token_file',
  host: 'host: with a DNS name or an IPv4 address',
  port: 'port: "6443"',
};

/** `client` and `namespace_selector` allow some keys only one at a time. */
function explainKeys(violation: Violation, property: string): Problem {
  const { known, present } = choiceOfKeys(violation);
  const { path, value, keyPosition: position } = violation;
  const isClient = path.at(-1) === 'client';
  if (present.length > 1) {
    return {
      message: `${property} has ${present.join(' and ')}, but only one of them is allowed`,
      hint: `Keep one of ${present.join(', ')}`,
      position,
      id: isClient ? 'C10' : 'C14',
    };
  }
  const written = value.kind === 'table' ? value.entries.flatMap(({ key }) => (key === undefined ? [] : [String(key)])) : [];
  const others = written.length === 0 ? '' : `, only ${written.join(', ')}`;
  return {
    message: `${property} has none of ${known.join(', ')}${others}`,
    hint: isClient
      ? 'Add token_file: /var/run/secrets/kubernetes.io/serviceaccount/token, or token'
      : `Write one of ${known.join(', ')}`,
    position,
    id: isClient ? 'C07' : 'C14',
  };
}
