import { mapOf } from '../../kube/json-map.ts';

/**
 * Where a field is: its segments as FieldsV1 writes them (`f:NAME` in a map, `k:{"KEY":VALUE}` and `v:VALUE` in a list), joined by {@link childPath}.
 * The whole object is the empty text.
 */
export type FieldPath = string;

/** Fields of one object, each by its own path: to hold a map does not mean to hold what is in it. */
export type FieldSet = ReadonlySet<FieldPath>;

/** As an entry of `metadata.managedFields` holds a {@link FieldSet}: segments nested, with `.` for a field that has fields of the set inside. */
export interface FieldsV1 {
  readonly [segment: string]: FieldsV1;
}

/** No segment holds it. */
const SEPARATOR = '\0';

/** The path of `segment` inside `parent`. */
export function childPath(parent: FieldPath, segment: string): FieldPath {
  return parent === '' ? segment : parent + SEPARATOR + segment;
}

/** What is in any of the sets. */
export function union(...sets: readonly FieldSet[]): FieldSet {
  return new Set(sets.flatMap((set) => [...set]));
}

/** What is in the first set alone. */
export function difference(set: FieldSet, other: FieldSet): FieldSet {
  return new Set([...set].filter((path) => !other.has(path)));
}

/** What is in both sets. */
export function intersection(set: FieldSet, other: FieldSet): FieldSet {
  return new Set([...set].filter((path) => other.has(path)));
}

/** The set as FieldsV1. */
export function toFieldsV1(set: FieldSet): FieldsV1 {
  const tree: MutableFields = {};
  for (const path of [...set].toSorted()) {
    let node = tree;
    for (const segment of path.split(SEPARATOR)) node = node[segment] ??= {};
    node['.'] = {};
  }
  return withoutLonelyDots(tree);
}

interface MutableFields {
  [segment: string]: MutableFields;
}

/** A field with nothing of the set inside is written `{}`. */
function withoutLonelyDots(fields: MutableFields): FieldsV1 {
  const segments = Object.entries(fields).filter(([segment]) => segment !== '.');
  const inside = segments.map(([segment, child]) => [segment, withoutLonelyDots(child)] as const);
  return Object.fromEntries(segments.length === 0 || !('.' in fields) ? inside : [['.', {}], ...inside]);
}

/** The set that FieldsV1 stands for. */
export function fromFieldsV1(fields: FieldsV1): FieldSet {
  return new Set(pathsIn(fields, ''));
}

function pathsIn(fields: FieldsV1, at: FieldPath): readonly FieldPath[] {
  return Object.entries(fields).flatMap(([segment, child]) => {
    if (segment === '.') return [at];
    const path = childPath(at, segment);
    return Object.keys(child).length === 0 ? [path] : pathsIn(child, path);
  });
}

/** The paths as a conflict names them, `.metadata.labels.app` or `.spec.ports[port=80].name`, in its order: of each map first what is in the set itself. */
export function fieldTexts(set: FieldSet): readonly string[] {
  return [...set]
    .map((path) => path.split(SEPARATOR))
    .toSorted(byDepthThenName)
    .map((segments) => segments.map(segmentText).join(''));
}

function byDepthThenName(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((segment, index) => segment !== other[index]);
  if (at === -1) return one.length - other.length;
  const [oneGoesOn, otherGoesOn] = [at < one.length - 1, at < other.length - 1];
  if (oneGoesOn !== otherGoesOn) return oneGoesOn ? 1 : -1;
  return (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
}

function segmentText(segment: string): string {
  const [kind, rest] = [segment.slice(0, 2), segment.slice(2)];
  if (kind === 'f:') return `.${rest}`;
  if (kind === 'v:') return `[=${rest}]`;
  const keys = Object.entries(mapOf(JSON.parse(rest)));
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}
