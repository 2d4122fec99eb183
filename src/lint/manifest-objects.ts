import { entryOf, itemsOf, valueAt } from '../apisix/located.ts';
import type { Located } from '../apisix/located.ts';
import type { LintDocument } from './document.ts';

/** The Kubernetes objects of a document: its one, or the items of a List. None in a document of another kind. */
export function manifestObjects({ kind, root }: LintDocument): readonly Located[] {
  return kind === 'manifest' && root !== undefined ? objectsIn(root) : [];
}

function objectsIn(value: Located): readonly Located[] {
  const items = entryOf(value, 'items')?.value;
  const isList = textAt(value, ['kind'])?.endsWith('List') === true;
  return isList && items?.kind === 'table' ? itemsOf(items).flatMap((item) => objectsIn(item.value)) : [value];
}

/** The text at a path of keys; undefined where there is none. */
export function textAt(value: Located, path: readonly string[]): string | undefined {
  const found = valueAt(value, path);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : undefined;
}

/** `Secret default/apisix-token`, as far as the object says; its kind alone where it has no name. */
export function objectTitle(value: Located): string {
  const kind = textAt(value, ['kind']) ?? 'object';
  const namespace = textAt(value, ['metadata', 'namespace']);
  const name = textAt(value, ['metadata', 'name']);
  if (name === undefined) return kind;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
