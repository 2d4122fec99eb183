import { jsonAnswer } from '../answer.ts';
import type { ObjectStore } from '../object-store.ts';
import { RESOURCES } from '../resource.ts';
import { notFound } from '../status.ts';
import type { Route } from './route.ts';

/** Deletes an object; a namespace goes at once, with everything in it. */
export const deleteRoute: Route = {
  verb: 'delete',
  answer({ resource, target, store }) {
    const name = target.name ?? '';
    const at = { namespace: resource.namespaced ? target.namespace : undefined, name };
    if (store.get(resource.plural, at) === undefined) throw notFound(target);
    if (resource.plural === 'namespaces') emptyNamespace(store, name);
    const { metadata } = store.delete(resource.plural, at);
    const details = { name, ...(target.group === '' ? {} : { group: target.group }), kind: target.plural, uid: metadata.uid };
    return jsonAnswer({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
  },
};

function emptyNamespace(store: ObjectStore, namespace: string): void {
  for (const { plural } of RESOURCES.filter((resource) => resource.namespaced)) {
    for (const { object } of store.snapshot(plural))
      if (object.metadata.namespace === namespace) store.delete(plural, object.metadata);
  }
}
