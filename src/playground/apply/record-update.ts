import type { ApiObject } from '../api-object.ts';
import { apiVersionOf } from '../resource.ts';
import type { ServedResource } from '../resource.ts';
import { timeText } from '../time-text.ts';
import { contentOf } from './content.ts';
import { difference, union } from './field-set.ts';
import { compareTrees, treeOf } from './field-tree.ts';
import type { FieldChanges } from './field-tree.ts';
import { managersOf, withManagers } from './managers.ts';
import type { FieldManager } from './managers.ts';

/** Who writes which kind of object, and when. */
export interface Writer {
  readonly resource: ServedResource;
  /** Name of the field manager. */
  readonly manager: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/**
 * The object as a POST, PUT or merge patch leaves it: what it changed belongs to the writer, and to nobody else any more. Without any change the managers
 * stay as they are. An object that nobody manages stays so (`skipNonApplied` in apimachinery's managedfields).
 */
export function recordUpdate(before: ApiObject | undefined, after: ApiObject, writer: Writer): ApiObject {
  const managers = before === undefined ? [] : managersOf(before);
  if (before !== undefined && managers.length === 0) return withManagers(after, []);
  return withManagers(after, managersAfterUpdate(managers, changesOf(before, after, writer.resource), writer));
}

/** The managers of an object that came from nothing by one update. */
export function creators(object: ApiObject, writer: Writer): readonly FieldManager[] {
  return managersAfterUpdate([], changesOf(undefined, object, writer.resource), writer);
}

/** An object that is not there counts as an empty one of its kind. */
function changesOf(before: ApiObject | undefined, after: ApiObject, { plural, emptyFields }: ServedResource): FieldChanges {
  const [from, to] = [
    { metadata: {}, ...(before === undefined ? emptyFields : contentOf(before)) },
    { metadata: {}, ...contentOf(after) },
  ];
  return compareTrees(treeOf(plural, from), treeOf(plural, to));
}

function managersAfterUpdate(
  managers: readonly FieldManager[],
  { added, modified, removed }: FieldChanges,
  { resource, manager, now }: Writer,
): readonly FieldManager[] {
  if (added.size + modified.size + removed.size === 0) return managers;
  const apiVersion = apiVersionOf(resource);
  const isWriter = (one: FieldManager) => one.operation === 'Update' && one.name === manager && one.apiVersion === apiVersion;
  const written = union(added, modified);
  const others = managers.filter((one) => !isWriter(one));
  const own = difference(managers.find(isWriter)?.fields ?? new Set(), removed);
  return [
    ...others.map((one) => ({ ...one, fields: difference(one.fields, union(written, removed)) })),
    { name: manager, operation: 'Update', apiVersion, time: timeText(now), fields: union(own, written) },
  ];
}
