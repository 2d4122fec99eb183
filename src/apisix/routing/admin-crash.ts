import { entryOf, valueAt } from '../located.ts';
import type { Located } from '../located.ts';
import type { Problem } from '../problem.ts';
import { shown } from '../schema/wording.ts';
import type { ObjectCheck } from './object-check.ts';
import type { ObjectKind } from './routing-object.ts';
import { NOUNS } from './wording.ts';

/**
 * Where the Admin API throws instead of refusing, so that the client gets 500 without a reason: it indexes values before it has checked
 * their type. Text is no trouble to Lua there, and false counts as absent.
 */
export function crashOfAdmin({ object: { kind }, value, rules }: ObjectCheck): Problem | undefined {
  const noun = NOUNS[kind];
  if (value.kind !== 'table') return value.kind === 'scalar' && value.value === false ? undefined : crash(noun, value);
  if (rules.refusesTimes) {
    for (const key of ['upstream', 'plugins']) {
      const inner = entryOf(value, key)?.value;
      if (inner !== undefined && cannotBeIndexed(inner)) return crash(`${noun}.${key}`, inner);
    }
  }
  const nodes = entryOf(value, 'nodes')?.value;
  if (kind === 'upstreams' && rules.needsBrackets && nodes !== undefined && (cannotBeIndexed(nodes) || isText(nodes)))
    return crash(`${noun}.nodes`, nodes);
  return kind === 'stream_routes' || !rules.encryptsRefused ? undefined : crashOfEncryption(value, kind);
}

/** From 3.14.0 to 3.17.0 keys and plugins are encrypted even where the check has just refused them (admin/resource.lua). */
function crashOfEncryption(value: Located, kind: ObjectKind): Problem | undefined {
  const noun = NOUNS[kind];
  const path = kind === 'upstreams' ? ['tls'] : ['upstream', 'tls'];
  const tls = valueAt(value, path);
  if (tls !== undefined && cannotBeIndexed(tls)) return crash([noun, ...path].join('.'), tls);
  const plugins = kind === 'upstreams' ? undefined : valueAt(value, ['plugins']);
  return plugins !== undefined && isText(plugins) ? crash(`${noun}.plugins`, plugins) : undefined;
}

function crash(subject: string, value: Located): Problem {
  return {
    message: `${subject} is ${shown(value, { isSecret: isText(value) })}, on which the Admin API fails: it answers 500 without a reason`,
    hint: 'Write a map',
    position: value.position,
  };
}

function cannotBeIndexed(value: Located): boolean {
  return value.kind === 'null' || (value.kind === 'scalar' && (typeof value.value === 'number' || value.value === true));
}

function isText(value: Located): boolean {
  return value.kind === 'scalar' && typeof value.value === 'string';
}
