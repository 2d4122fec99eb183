import type { WrittenName } from '../spelling.ts';

/** A text cut behind the id of a cluster that there is. */
export interface AfterId {
  readonly id: string;
  readonly rest: string;
}

/** Undefined in single-cluster mode, and where no known id comes first. */
export function afterKnownId({ text, ids }: WrittenName): AfterId | undefined {
  const slash = text.indexOf('/');
  const id = text.slice(0, Math.max(0, slash));
  return ids?.includes(id) === true ? { id, rest: text.slice(slash + 1) } : undefined;
}

/** Those of the names that are in the cluster which was asked for, or all where it has none of them. */
export function preferKnownId(names: readonly string[], after: AfterId | undefined): readonly string[] {
  const own = names.filter((name) => after !== undefined && name.startsWith(`${after.id}/`));
  return own.length > 0 ? own : names;
}
