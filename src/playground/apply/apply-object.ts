import { mapOf } from '../../kube/json-map.ts';
import type { ApiObject } from '../api-object.ts';
import { apiVersionOf } from '../resource.ts';
import { timeText } from '../time-text.ts';
import { applyConflict } from './conflict.ts';
import { contentOf, withContent } from './content.ts';
import { difference, intersection, union } from './field-set.ts';
import { appliedFields, compareTrees, mergeTrees, treeOf, valueOf, withoutFields } from './field-tree.ts';
import { managersOf, withManagers } from './managers.ts';
import type { FieldManager } from './managers.ts';
import { creators } from './record-update.ts';
import type { Writer } from './record-update.ts';

/** Who applies, and whether it takes over what others own. */
export interface Applier extends Writer {
  readonly force: boolean;
}

/**
 * The object after a server-side apply of `config`: what `live` holds with what `config` says, without what the manager applied before and nobody else owns.
 * Fields that would change although another manager owns them throw 409 as a StatusError, unless it is forced. `live` is absent where the object is to be
 * created. Follows sigs.k8s.io/structured-merge-diff (merge/update.go) and apimachinery's managedfields.
 */
export function applyObject(live: ApiObject | undefined, config: ApiObject, applier: Applier): ApiObject {
  const { resource, manager, force, now } = applier;
  const managers = live === undefined ? [] : knownManagers(live, applier);
  const isApplier = (one: FieldManager) => one.operation === 'Apply' && one.name === manager;
  const mine = managers.find(isApplier);
  const others = managers.filter((one) => !isApplier(one));

  const liveTree = treeOf(resource.plural, live === undefined ? resource.emptyFields : contentOf(live));
  const configTree = treeOf(resource.plural, contentOf(config));
  const applied = appliedFields(configTree);
  const given = union(applied, ...others.map(({ fields }) => fields));
  const merged = mergeTrees(liveTree, configTree);
  const result = mine === undefined ? merged : withoutFields(merged, difference(mine.fields, given));

  const { added, modified, removed } = compareTrees(liveTree, result);
  const written = union(added, modified);
  const conflicts = others
    .map(({ fields, ...other }) => ({ ...other, fields: intersection(fields, written) }))
    .filter(({ fields }) => fields.size > 0);
  if (conflicts.length > 0 && !force) throw applyConflict(conflicts);

  const time = written.size + removed.size > 0 ? timeText(now) : mine?.time;
  const me: FieldManager = {
    name: manager,
    operation: 'Apply',
    apiVersion: apiVersionOf(resource),
    ...(time === undefined ? {} : { time }),
    fields: applied,
  };
  const left = others.map((other) => ({ ...other, fields: difference(other.fields, union(written, removed)) }));
  return withManagers(withContent(live ?? config, mapOf(valueOf(result))), [...left, me]);
}

/** The managers of an object; where it has none, all of it counts as written by somebody before. */
function knownManagers(live: ApiObject, applier: Applier): readonly FieldManager[] {
  const managers = managersOf(live);
  return managers.length > 0 ? managers : creators(live, { ...applier, manager: 'before-first-apply' });
}
