import { isCollection, isMap, isScalar, isSeq } from 'yaml';
import type { YAMLMap, YAMLSeq } from 'yaml';
import type { UserError } from '../../findings/user-error.ts';
import type { BlockMap, BlockValue } from './block-text.ts';
import { isNothing } from './config-document.ts';
import type { ConfigDocument } from './config-document.ts';
import type { YamlEdits } from './yaml-edits.ts';

/** What a merge works with. */
export interface Merge {
  readonly config: ConfigDocument;
  readonly edits: YamlEdits;
  /** Whether a token is written where the config names a variable or a file. */
  readonly force: boolean;
  /** Whether an address that the config has stays. */
  readonly keepsAddress: boolean;
  /** The command that writes the token of a cluster into a file. */
  readonly tokenCommand: (id: string | undefined, path: string) => string | undefined;
}

/**
 * The map or list under a key, of the shape of `wanted`. Where there is none, or an empty one, `wanted` is written and undefined given
 * back. Throws a {@link UserError} where something of another shape stands there.
 */
export function placed(
  owner: YAMLMap,
  [key, wanted]: readonly [key: string, wanted: BlockMap | readonly BlockMap[]],
  { config, edits }: Merge,
): YAMLMap | YAMLSeq | undefined {
  const pair = config.pairOf(owner, key);
  if (pair === undefined) {
    addInOrder(owner, [key, wanted], edits);
    return undefined;
  }
  const { value } = pair;
  if (isNothing(value) || (isCollection(value) && value.items.length === 0)) {
    edits.fill(pair, wanted, { isFlow: owner.flow === true });
    return undefined;
  }
  const isList = Array.isArray(wanted);
  if (isList && isSeq(value)) return value;
  if (!isList && isMap(value)) return value;
  const shape = isList ? 'list' : 'map';
  throw config.refusal(value, { message: `${key} is no ${shape} here`, hint: `Write a ${shape}, or remove ${key}` });
}

/** What a merge may add, in the order of the gateway. */
const ORDER = ['id', 'service', 'client', 'watch_endpoint_slices', 'schema', 'host', 'port'];

/** Adds a key to a map that has some: behind the nearest of those that come before it, else behind the last. */
function addInOrder(map: YAMLMap, entry: readonly [key: string, value: BlockValue], edits: YamlEdits): void {
  const rank = ORDER.indexOf(entry[0]);
  const ranks = map.items.map(({ key }) => ORDER.indexOf(String(key)));
  const nearest = Math.max(-1, ...ranks.filter((other) => other < rank));
  const behind = nearest < 0 ? map.items.at(-1) : map.items[ranks.indexOf(nearest)];
  if (behind !== undefined) edits.add(map, entry, behind);
}

/** Gives a key a value, or adds it with that. Throws a {@link UserError} where it has a map or a list. */
export function setOrAdd(
  map: YAMLMap,
  [key, value]: readonly [key: string, value: string | boolean],
  { config, edits }: Merge,
): void {
  const pair = config.pairOf(map, key);
  if (pair === undefined) addInOrder(map, [key, value], edits);
  else edits.set(pair, value);
}

/** The text of a key's value, whatever type YAML gives it; undefined where there is none. Throws a {@link UserError} for a map or a list. */
export function textAt(map: YAMLMap, key: string, { config }: Merge): string | undefined {
  const value = config.pairOf(map, key)?.value;
  if (isNothing(value)) return undefined;
  if (isScalar(value)) return String(value.value);
  throw config.refusal(value, { message: `${key} is no text here`, hint: `Write a text, or remove ${key}` });
}
