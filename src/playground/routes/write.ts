import { isDeepStrictEqual } from 'node:util';

import type { ApiObject, Draft, StoredObject } from '../api-object.ts';
import { managersOf, withManagers } from '../apply/managers.ts';
import { guardEscalation } from '../rbac/escalation.ts';
import { invalid, notFound } from '../status/status.ts';
import type { Place } from '../store/place.ts';
import { strategyOf } from '../strategies/strategies.ts';
import type { ResourceCall } from './route.ts';

/** Where the object of the path stands in the store. */
export function placeOf({ resource, target }: ResourceCall): Place {
  return { namespace: resource.namespaced ? target.namespace : undefined, name: target.name ?? '' };
}

/**
 * Stores a new object, with its managers. Throws as a StatusError what an API server refuses: a namespace that is not there, rights beyond one's own, what
 * breaks a rule of its kind.
 */
export function storeNew(call: ResourceCall, object: ApiObject, { dryRun }: { readonly dryRun: boolean }): Draft {
  const { resource, store } = call;
  const { namespace } = object.metadata;
  if (namespace !== undefined && store.get('namespaces', { name: namespace }) === undefined) {
    throw notFound({ plural: 'namespaces', group: '', name: namespace });
  }
  guardEscalation(call, object);
  const prepared = normalized(call, strategyOf(resource.plural).prepare(object));
  check(call, prepared, undefined);
  return dryRun ? store.draft(resource.plural, prepared) : store.create(resource.plural, prepared);
}

/** Stores what `before` has become, and throws likewise. When nothing but the times of its managers differs, nothing is written. */
export function storeChanged(
  call: ResourceCall,
  { before, after }: { readonly before: StoredObject; readonly after: ApiObject },
  { dryRun }: { readonly dryRun: boolean },
): StoredObject {
  const { resource, store } = call;
  const complete = normalized(call, after);
  const draft = store.draftUpdate(resource.plural, complete);
  if (isDeepStrictEqual(timeless(draft), timeless(before))) return before;
  if (!isDeepStrictEqual(withManagers(draft, []), withManagers(before, []))) guardEscalation(call, complete);
  check(call, complete, before);
  return dryRun ? draft : store.update(resource.plural, complete);
}

function check({ resource: { kind, group, plural } }: ResourceCall, object: ApiObject, before: ApiObject | undefined): void {
  const problems = strategyOf(plural).problems(object, before);
  if (problems.length > 0) throw invalid({ kind, group, name: object.metadata.name }, problems);
}

/**
 * The object without what Go leaves out when it writes JSON: `null` and empty lists and maps, on top or in the metadata. Fields that its kind always has stay,
 * so that an empty list of rules is something that somebody set.
 */
export function decoded({ resource }: ResourceCall, { metadata, ...fields }: ApiObject): ApiObject {
  const isKept = ([field, value]: readonly [string, unknown]) => !isEmpty(value) || Object.hasOwn(resource.emptyFields, field);
  const { name, namespace, ...more } = metadata;
  const place = namespace === undefined ? { name } : { name, namespace };
  return { metadata: { ...place, ...pick(more, ([, value]) => !isEmpty(value)) }, ...pick(fields, isKept) };
}

/** As the object comes back from etcd: with every field that its kind always has, so that a slice without ports reads `"ports": null`. */
function normalized(call: ResourceCall, object: ApiObject): ApiObject {
  const { metadata, ...fields } = decoded(call, object);
  return { metadata, ...call.resource.emptyFields, ...pick(fields, ([, value]) => !isEmpty(value)) };
}

function pick(fields: object, isWanted: (entry: readonly [string, unknown]) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(isWanted));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** The object with managers who have no time. */
function timeless(object: StoredObject): StoredObject {
  return withManagers(
    object,
    managersOf(object).map(({ time: _time, ...manager }) => manager),
  );
}
