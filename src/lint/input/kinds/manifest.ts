import { itemsOf, valueAt } from '../../../apisix/located.ts';
import type { Located } from '../../../apisix/located.ts';
import { upstreamsOfCrd } from '../../../apisix/routing/apisix-upstream.ts';
import { objectTitle, textAt } from '../../manifest-objects.ts';
import type { Recognised, Subject } from '../subject.ts';

/** A Kubernetes object; a List is recognised by its items. */
export function manifest({ root }: Subject): Recognised | undefined {
  if (!isManifest(root)) return undefined;
  const title = objectTitle(root);
  if (textAt(root, ['kind']) !== 'ApisixUpstream') return { kind: 'manifest', title };
  const read = { objects: upstreamsOfCrd(root), problems: [] };
  return { kind: 'manifest', title, objects: () => read };
}

/** The objects of a List, of Lists in it too; a value of another kind is its own. */
export function itemsOfList(root: Located): readonly Located[] {
  const items = valueAt(root, ['items']);
  const isList = isManifest(root) && textAt(root, ['kind'])?.endsWith('List') === true && items?.kind === 'table';
  return isList ? itemsOf(items).flatMap(({ value }) => itemsOfList(value)) : [root];
}

function isManifest(root: Located): boolean {
  return textAt(root, ['apiVersion']) !== undefined && textAt(root, ['kind']) !== undefined;
}
