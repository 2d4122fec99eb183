import type { MissingRight } from './report.ts';

/** What a right is to: `serviceaccounts/token apisix-discovery in default`, as `kubectl auth can-i` takes most of it. */
export function objectOfRight({ group, resource, subresource, namespace, name }: MissingRight): string {
  const what = [resource, ...(group === '' ? [] : [group])].join('.');
  return [
    subresource === undefined ? what : `${what}/${subresource}`,
    ...(name === undefined ? [] : [name]),
    ...(namespace === undefined ? [] : [`in ${namespace}`]),
  ].join(' ');
}

/** Rights to one object for one reason. */
export interface AlikeRights {
  /** `get, patch, create`. */
  readonly verbs: string;
  /** The first of them. */
  readonly right: MissingRight;
}

/** Rights that differ in the verb alone as one, in the order of the first. */
export function alikeRights(missing: readonly MissingRight[]): readonly AlikeRights[] {
  const groups = new Map<string, MissingRight[]>();
  for (const right of missing) {
    const { verb: _, ...object } = right;
    const key = JSON.stringify(object);
    groups.set(key, [...(groups.get(key) ?? []), right]);
  }
  return [...groups.values()].flatMap((rights) =>
    rights.slice(0, 1).map((right) => ({ verbs: rights.map(({ verb }) => verb).join(', '), right })),
  );
}
