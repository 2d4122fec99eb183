import { isDeepStrictEqual } from 'node:util';

import type { ApiObject, Draft, StoredObject } from '../api-object.ts';
import { managersOf, withManagers } from '../apply/managers.ts';
import { guardEscalation } from '../rbac/escalation.ts';
import { invalid, notFound } from '../status.ts';
import { strategyOf } from '../strategies/strategies.ts';
import type { ResourceCall } from './route.ts';

/** Where a namespaced object is looked up. */
export function placeOf({ resource, target }: ResourceCall): { readonly namespace: string | undefined; readonly name: string } {
  return { namespace: resource.namespaced ? target.namespace : undefined, name: target.name ?? '' };
}

/** Stores a new object, with its managers. Throws what an API server refuses as a StatusError: a namespace that is not there, rights beyond one's own, rules of its kind. */
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

/** Stores what `before` has become. When nothing but the times of its managers differs, nothing is written. */
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
 * As the object comes back from etcd: an empty list or map, on top or in the metadata, is none, but for the fields that its kind always has. So a slice without
 * ports reads `"ports": null`.
 */
function normalized({ resource }: ResourceCall, { metadata, ...fields }: ApiObject): ApiObject {
  const { name, namespace, ...more } = metadata;
  const place = namespace === undefined ? { name } : { name, namespace };
  return { metadata: { ...place, ...withoutEmpty(more) }, ...resource.emptyFields, ...withoutEmpty(fields) };
}

function withoutEmpty(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
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
