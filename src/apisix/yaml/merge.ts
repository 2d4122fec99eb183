import { tableKind } from '../located.ts';
import type { Located, LocatedEntry, LocatedTable } from '../located.ts';

/**
 * What is left of a config after the gateway merged it into its own defaults: nulls in maps are dropped, so the default counts. Lists
 * are taken as they are, and null in one, or in a map inside one, is an empty table (cli/file.lua, `merge_conf`, 3.10.0). Undefined
 * for a null.
 */
export function merged(value: Located): Located | undefined {
  switch (value.kind) {
    case 'null':
      return undefined;
    case 'scalar':
      return value;
    case 'table': {
      if (tableKind(value) !== 'map') return nullsAsTables(value);
      const entries = value.entries.flatMap((entry) => {
        const inner = merged(entry.value);
        return inner === undefined ? [] : [{ ...entry, value: inner }];
      });
      return { ...value, entries };
    }
  }
}

/**
 * The key that is neither text nor number (`no:`, `~:`) and has a map, on which the merge breaks as it joins the names of keys
 * (cli/file.lua, `merge_conf`, all releases). At the top of the file it breaks only with a map inside that map. Undefined where the
 * merge goes through.
 */
export function keyThatBreaksMerge(root: Located): LocatedEntry | undefined {
  if (root.kind !== 'table') return undefined;
  for (const entry of root.entries) {
    const { value } = entry;
    if (!isMap(value)) continue;
    const broken = entry.key === undefined ? value.entries.find((inner) => isMap(inner.value)) : namelessMapIn(value);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

function namelessMapIn({ entries }: LocatedTable): LocatedEntry | undefined {
  for (const entry of entries) {
    if (!isMap(entry.value)) continue;
    const broken = entry.key === undefined ? entry : namelessMapIn(entry.value);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

function isMap(value: Located): value is LocatedTable {
  return value.kind === 'table' && tableKind(value) === 'map';
}

/** The value with an empty table in place of every null, which is what the gateway's YAML libraries make of one. */
export function nullsAsTables(value: Located): Located {
  if (value.kind === 'scalar') return value;
  if (value.kind === 'null') return { ...value, kind: 'table', entries: [] };
  return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: nullsAsTables(entry.value) })) };
}
