import type { Located, LocatedEntry, LocatedTable } from '../located.ts';

/** How a map of another tool becomes the map that the gateway is given. */
export interface Reshaping {
  /** Key → what it is called in the gateway; undefined for a key that does not get there. Other keys stay. */
  readonly rename?: Readonly<Record<string, string | undefined>>;
  /** What the tool adds where the new map has no such key. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Key → how the map under it changes. */
  readonly inside?: Readonly<Record<string, Reshaping>>;
}

/** A map in another shape, each value where it is written and what is added where the map starts. Other values stay as they are. */
export function reshaped(value: Located, reshaping: Reshaping): Located {
  if (value.kind !== 'table') return value;
  const entries = value.entries.flatMap((entry) => reshapedEntry(entry, reshaping));
  const added = Object.entries(reshaping.defaults ?? {}).filter(([key]) => !entries.some((entry) => entry.key === key));
  return { ...value, entries: [...entries, ...added.map(([key, text]) => addedEntry(key, { text, owner: value }))] };
}

function reshapedEntry(entry: LocatedEntry, { rename = {}, inside = {} }: Reshaping): readonly LocatedEntry[] {
  const { key, value } = entry;
  if (typeof key !== 'string') return [entry];
  const name = Object.hasOwn(rename, key) ? rename[key] : key;
  if (name === undefined) return [];
  const inner = Object.hasOwn(inside, key) ? inside[key] : undefined;
  return [{ ...entry, key: name, value: inner === undefined ? value : reshaped(value, inner) }];
}

function addedEntry(key: string, { text, owner }: { readonly text: string; readonly owner: LocatedTable }): LocatedEntry {
  const { position } = owner;
  return {
    key,
    keyPosition: position,
    keyEnd: position,
    value: { kind: 'scalar', value: text, text, position, end: position },
  };
}
