import { configRules } from '../discovery-config/config-rules.ts';
import { readJson } from '../json/read-json.ts';
import { entryOf, itemsOf, tableKind } from '../located.ts';
import type { Located } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Release } from '../release.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { substituteText } from '../yaml/substitute-text.ts';
import { substitute } from '../yaml/substitution.ts';
import type { Environment } from '../yaml/substitution.ts';
import { LYAML } from '../yaml/yaml-dialect.ts';
import { missingEndMark } from './end-mark.ts';
import { idOf } from './object-id.ts';
import { OBJECT_KINDS } from './routing-object.ts';
import type { RoutingObject } from './routing-object.ts';

/** apisix.yaml, or apisix.json, which the gateway reads from 3.13.0. */
export interface StandaloneSource {
  readonly format: 'yaml' | 'json';
  readonly text: string;
}

export interface StandaloneObjects {
  /** Also those of a file that the gateway does not read: they can be judged all the same. Empty where it is malformed. */
  readonly objects: readonly RoutingObject[];
  /** Why the gateway does not read the file; one is enough. */
  readonly problems: readonly Problem[];
}

interface Reading {
  readonly release: Release;
  readonly env: Environment;
}

/**
 * Reads the objects of a gateway without etcd as that release does: YAML with the types of its library, and `${{VAR}}` replaced in the
 * values, from 3.17.0 in the text of a YAML file (core/config_yaml.lua). Never throws.
 */
export function readStandalone(source: StandaloneSource, reading: Reading): StandaloneObjects {
  const endMark = source.format === 'yaml' ? missingEndMark(source.text) : undefined;
  const { root, problems } = readValues(source, reading);
  return { objects: objectsIn(root), problems: endMark === undefined ? problems : [endMark, ...problems] };
}

/** Releases that give the same answer read this file alike: in it, and in all releases, there are five ways at most. */
export function readingOf({ format, text }: StandaloneSource, release: Release): string {
  const { yaml, keySubstitution } = configRules(release);
  const library = format === 'json' ? 'json' : yaml === LYAML ? 'lyaml' : 'tinyyaml';
  if (!text.includes('${{')) return library;
  return `${library}, ${replacesInText(format, release) ? 'in text' : keySubstitution}`;
}

function replacesInText(format: StandaloneSource['format'], release: Release): boolean {
  return format === 'yaml' && release.atLeast('3.17.0');
}

interface Values {
  readonly root: Located | undefined;
  readonly problems: readonly Problem[];
}

function readValues({ format, text }: StandaloneSource, { release, env }: Reading): Values {
  const { yaml, keySubstitution: keys } = configRules(release);
  if (replacesInText(format, release)) {
    const { text: replaced, problems, inFile, positionInFile } = substituteText(text, env);
    const read = readYaml(replaced, yaml);
    if (read.ok) return { root: read.root && inFile(read.root), problems };
    const { problem } = read;
    return { root: undefined, problems: [...problems, { ...problem, position: positionInFile(problem.position) }] };
  }
  const read = format === 'json' ? readJson(text) : readYaml(text, yaml);
  if (!read.ok) return { root: undefined, problems: [read.problem] };
  return read.root === undefined ? { root: undefined, problems: [] } : substitute(read.root, { env, keys });
}

/**
 * The items of `routes`, `upstreams`, `services` and `stream_routes`. The gateway names one without id by its number, `arr_1`, by which
 * nothing can refer to it: such an object has no id here.
 */
function objectsIn(root: Located | undefined): readonly RoutingObject[] {
  return OBJECT_KINDS.flatMap((kind) => {
    const list = entryOf(root, kind)?.value;
    if (list?.kind !== 'table' || tableKind(list) !== 'list') return [];
    return itemsOf(list).map((entry): RoutingObject => ({ kind, id: idOf(entry.value), entry, judge: 'data-plane' }));
  });
}
