import { entryOf, itemsOf, tableKind, valueAt } from '../../../apisix/located.ts';
import type { Located } from '../../../apisix/located.ts';
import { readingOf, readStandalone } from '../../../apisix/routing/standalone-file.ts';
import type { StandaloneSource } from '../../../apisix/routing/standalone-file.ts';
import type { Environment } from '../../../apisix/yaml/substitution.ts';
import type { LintDocument, ObjectsRead } from '../../document.ts';
import type { Recognised, Subject } from '../subject.ts';

/** Lists at the top of a file, with keys of which an item of the gateway has one: other programs have lists of these names, too. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  routes: ['upstream', 'upstream_id', 'service_id', 'plugin_config_id', 'plugins', 'service_name', 'discovery_type'],
  upstreams: ['nodes', 'service_name', 'discovery_type', 'hash_on', 'checks', 'pass_host'],
  services: ['upstream', 'upstream_id', 'service_name', 'discovery_type'],
  stream_routes: ['server_port', 'server_addr', 'upstream', 'upstream_id', 'service_id'],
};

/** apisix.yaml or apisix.json of a gateway without etcd. */
export function standalone({ name, text, format, root, isFirst }: Subject): Recognised | undefined {
  if (!isStandalone(root, { isMarked: isMarked(name, text) })) return undefined;
  if (!isFirst) return { kind: 'other', title: 'apisix.yaml, but the gateway only reads the first YAML document of a file' };
  return { kind: 'standalone', title: `apisix.${format}`, objects: objectsOf({ format, text }) };
}

/** Whether the name or the end of a text says that it is an apisix.yaml. */
export function isMarked(name: string, text: string): boolean {
  return /^apisix.*\.(?:ya?ml|json)$/.test(name) || /#END\s*$/.test(text.slice(-100));
}

function isStandalone(root: Located, { isMarked: marked }: { readonly isMarked: boolean }): boolean {
  return Object.entries(LISTS).some(([key, itemKeys]) => {
    const list = valueAt(root, [key]);
    if (list?.kind !== 'table' || tableKind(list) === 'map') return false;
    return marked || itemsOf(list).some(({ value }) => itemKeys.some((itemKey) => entryOf(value, itemKey) !== undefined));
  });
}

/** Each way of reading once: releases and rules ask many times. */
function objectsOf(source: StandaloneSource): LintDocument['objects'] {
  const byEnvironment = new WeakMap<Environment, Map<string, ObjectsRead>>();
  return ({ release, env }) => {
    const known = byEnvironment.get(env) ?? new Map<string, ObjectsRead>();
    byEnvironment.set(env, known);
    const reading = readingOf(source, release);
    const read = known.get(reading) ?? readStandalone(source, { release, env });
    known.set(reading, read);
    return read;
  };
}
