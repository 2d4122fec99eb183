import { dirname, resolve } from 'node:path';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import { UserError } from '../findings/user-error.ts';
import type { Place } from '../findings/user-error.ts';
import { isJsonMap } from './json-map.ts';
import type { JsonMap } from './json-map.ts';

/** One named cluster, context or user of a kubeconfig, its fields not yet read. */
export interface KubeconfigEntry {
  readonly name: string;
  /** `user kind-kind`, for messages. */
  readonly title: string;
  readonly fields: JsonMap;
  /** Where the entry begins. */
  readonly place: Place;
  /** Makes a path of the entry absolute: it counts from the directory of its kubeconfig. */
  readonly resolvePath: (path: string) => string;
}

const SECTIONS = { clusters: 'cluster', contexts: 'context', users: 'user' } as const;

type Section = keyof typeof SECTIONS;

/** What one or several kubeconfig files say together. */
export interface Kubeconfig extends Readonly<Record<Section, ReadonlyMap<string, KubeconfigEntry>>> {
  /** The files read, in their order. */
  readonly paths: readonly string[];
  readonly currentContext: string | undefined;
}

/**
 * Reads one kubeconfig. Throws a {@link UserError} with the place for malformed YAML and for a section of another shape; the
 * message quotes nothing from the file, which holds secrets. Unknown keys are let through, as kubectl does.
 */
export function parseKubeconfig(path: string, text: string): Kubeconfig {
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { path, line, column: col };
  };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) {
    // Some messages end in the offending text, quoted.
    throw new UserError(`not valid YAML: ${error.message.replace(/: ".*/su, '')}`, { place: placeAt(error.pos[0]) });
  }
  const placeOf = (node: unknown) => placeAt(isNode(node) ? (node.range?.[0] ?? 0) : 0);
  const root: unknown = document.contents;
  if (!isMap(root)) throw new UserError('not a kubeconfig: it has no keys at the top', { place: placeOf(root) });

  const section = (name: Section): ReadonlyMap<string, KubeconfigEntry> => {
    const list: unknown = root.get(name, true);
    if (list === undefined || (isScalar(list) && list.value === null)) return new Map();
    if (!isSeq(list)) throw new UserError(`not a kubeconfig: ${name} must be a list`, { place: placeOf(list) });
    const entries = list.items.map((item): [string, KubeconfigEntry] => {
      const value = isMap(item) ? valueOf(item, document, placeOf(item)) : undefined;
      if (!isJsonMap(value) || typeof value['name'] !== 'string') {
        throw new UserError(`not a kubeconfig: an entry of ${name} has no name`, { place: placeOf(item) });
      }
      const { name: entryName, [SECTIONS[name]]: fields } = value;
      const entry: KubeconfigEntry = {
        name: entryName,
        title: `${SECTIONS[name]} ${entryName}`,
        fields: isJsonMap(fields) ? fields : {},
        place: placeOf(item),
        resolvePath: (file) => resolve(dirname(path), file),
      };
      return [entryName, entry];
    });
    return new Map(entries);
  };

  const currentContext = root.get('current-context');
  return {
    paths: [path],
    currentContext: typeof currentContext === 'string' && currentContext !== '' ? currentContext : undefined,
    clusters: section('clusters'),
    contexts: section('contexts'),
    users: section('users'),
  };
}

function valueOf(map: YAMLMap, document: Document.Parsed, place: Place): unknown {
  try {
    return map.toJS(document);
  } catch (error) {
    // A file made to fill the memory, or an alias to nothing.
    if (!(error instanceof ReferenceError)) throw error;
    throw new UserError('not a kubeconfig: it has aliases without end', { place });
  }
}

/** Merges as kubectl does: of two entries with one name, and of two current contexts, the first counts, whole. */
export function mergeKubeconfigs(files: readonly Kubeconfig[]): Kubeconfig {
  const merged = (section: Section) => new Map(files.toReversed().flatMap((file) => [...file[section]]));
  return {
    paths: files.flatMap(({ paths }) => paths),
    currentContext: files.find(({ currentContext }) => currentContext !== undefined)?.currentContext,
    clusters: merged('clusters'),
    contexts: merged('contexts'),
    users: merged('users'),
  };
}

/** A field that must be a string; empty counts as absent, as for kubectl. Throws a {@link UserError} for another type. */
export function stringField(entry: KubeconfigEntry, field: string): string | undefined {
  const value = entry.fields[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw new UserError(`${entry.title}: ${field} must be a string`, { place: entry.place });
  return value;
}

/** PEM from `field-data` (base64, which wins) or else from the file that `field` names. Absent: undefined. */
export async function pemField(
  entry: KubeconfigEntry,
  field: string,
  readFile: (path: string) => Promise<string>,
): Promise<string | undefined> {
  const data = stringField(entry, `${field}-data`);
  if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
  const path = stringField(entry, field);
  return path === undefined ? undefined : readFile(entry.resolvePath(path));
}
