import { isDeepStrictEqual } from 'node:util';

import { isJsonMap, mapOf } from '../../kube/json-map.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import type { ResourceName } from '../resource.ts';
import { childPath } from './field-set.ts';
import type { FieldPath, FieldSet } from './field-set.ts';
import { topologyOf } from './topology.ts';
import type { Topology } from './topology.ts';

/** The content of an object, cut into the fields that somebody can own. `null` is no field. */
export type FieldNode = FieldLeaf | FieldBranch;

/** A scalar, or a list or map that is owned as a whole. */
interface FieldLeaf {
  readonly kind: 'leaf';
  readonly value: unknown;
}

/** A map, or a list whose items are told apart; what is inside by segment. */
export interface FieldBranch {
  readonly kind: 'map' | 'list';
  readonly children: ReadonlyMap<string, FieldNode>;
}

/** The tree of an object. */
export function treeOf(resource: ResourceName, object: object): FieldBranch {
  return { kind: 'map', children: childrenOf(resource, '', mapOf(object)) };
}

function childrenOf(resource: ResourceName, field: string, map: JsonMap): Map<string, FieldNode> {
  const entries = Object.entries(map).filter(([, value]) => value !== null && value !== undefined);
  return new Map(entries.map(([key, value]) => [`f:${key}`, nodeOf(resource, field === '' ? key : `${field}.${key}`, value)]));
}

function nodeOf(resource: ResourceName, field: string, value: unknown): FieldNode {
  if (typeof value !== 'object' || value === null) return { kind: 'leaf', value };
  const topology = topologyOf(resource, field, value);
  if (topology.kind === 'granular') return { kind: 'map', children: childrenOf(resource, field, mapOf(value)) };
  if (topology.kind === 'atomic' || !Array.isArray(value)) return { kind: 'leaf', value };
  const items: readonly unknown[] = value;
  return {
    kind: 'list',
    children: new Map(items.map((item) => [itemSegment(topology, item), itemNode(resource, topology, item)])),
  };
}

/** Of a list whose items are told apart. */
type ListTopology = Extract<Topology, { kind: 'keyed' | 'set' }>;

function itemSegment(topology: ListTopology, item: unknown): string {
  if (topology.kind === 'set') return `v:${JSON.stringify(item)}`;
  const fields = { ...topology.defaults, ...mapOf(item) };
  return `k:${JSON.stringify(Object.fromEntries(topology.keys.map((key) => [key, fields[key]])))}`;
}

function itemNode(resource: ResourceName, topology: ListTopology, item: unknown): FieldNode {
  if (topology.kind === 'set' || topology.items === 'atomic' || !isJsonMap(item)) return { kind: 'leaf', value: item };
  return { kind: 'map', children: childrenOf(resource, '', item) };
}

/** The object that a tree stands for. */
export function valueOf(node: FieldNode): unknown {
  if (node.kind === 'leaf') return node.value;
  if (node.kind === 'list') return [...node.children.values()].map(valueOf);
  return Object.fromEntries([...node.children].map(([segment, child]) => [segment.slice('f:'.length), valueOf(child)]));
}

/** What an applier of this tree owns: every leaf, every item of a list, and maps that are empty, but not the whole object. */
export function appliedFields(tree: FieldBranch): FieldSet {
  return new Set(appliedInside(tree, ''));
}

function appliedInside({ kind, children }: FieldBranch, at: FieldPath): readonly FieldPath[] {
  return [...children].flatMap(([segment, child]) => {
    const path = childPath(at, segment);
    const inside = child.kind === 'leaf' ? [] : appliedInside(child, path);
    const isOwned = child.kind === 'leaf' || kind === 'list' || (child.kind === 'map' && child.children.size === 0);
    return isOwned ? [path, ...inside] : inside;
  });
}

/** Which fields differ between two states of an object. A map or list that comes or goes is counted with everything inside. */
export interface FieldChanges {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

/** What changed from `before` to `after`. */
export function compareTrees(before: FieldNode, after: FieldNode): FieldChanges {
  const changes = { added: new Set<FieldPath>(), modified: new Set<FieldPath>(), removed: new Set<FieldPath>() };
  const compare = (one: FieldNode | undefined, other: FieldNode | undefined, at: FieldPath): void => {
    if (one === undefined || other === undefined) {
      for (const path of everyField(other, at)) changes.added.add(path);
      for (const path of everyField(one, at)) changes.removed.add(path);
    } else if (one.kind === 'leaf' || other.kind === 'leaf') {
      if (!isDeepStrictEqual(valueOf(one), valueOf(other))) changes.modified.add(at);
    } else {
      for (const segment of new Set([...one.children.keys(), ...other.children.keys()])) {
        compare(one.children.get(segment), other.children.get(segment), childPath(at, segment));
      }
    }
  };
  compare(before, after, '');
  return changes;
}

function everyField(node: FieldNode | undefined, at: FieldPath): readonly FieldPath[] {
  if (node === undefined) return [];
  if (node.kind === 'leaf') return [at];
  return [at, ...[...node.children].flatMap(([segment, child]) => everyField(child, childPath(at, segment)))];
}

/** `base` with everything that `over` says. */
export function mergeTrees(base: FieldBranch, over: FieldBranch): FieldBranch {
  const children = new Map(base.children);
  for (const [segment, child] of over.children) {
    const known = children.get(segment);
    const isLeaf = known === undefined || known.kind === 'leaf' || child.kind === 'leaf';
    children.set(segment, isLeaf ? child : mergeTrees(known, child));
  }
  return { kind: over.kind, children };
}

/** The tree without these fields: leaves and items go; a map or list goes when nothing of it is left. */
export function withoutFields(tree: FieldBranch, fields: FieldSet): FieldBranch {
  return prune(tree, '', fields);
}

function prune(branch: FieldBranch, at: FieldPath, fields: FieldSet): FieldBranch {
  const children = new Map<string, FieldNode>();
  for (const [segment, child] of branch.children) {
    const path = childPath(at, segment);
    const isOut = fields.has(path);
    if (child.kind === 'leaf' || (isOut && branch.kind === 'list')) {
      if (!isOut) children.set(segment, child);
      continue;
    }
    const left = prune(child, path, fields);
    const isEmptied = left.children.size === 0 && (isOut || child.children.size > 0);
    if (!isEmptied) children.set(segment, left);
  }
  return { kind: branch.kind, children };
}
