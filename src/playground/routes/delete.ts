import { mapOf, textOf } from '../../kube/json-map.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import { jsonAnswer } from '../answer.ts';
import type { StoredObject } from '../api-object.ts';
import type { HttpRequest } from '../api-request.ts';
import { PROTOBUF } from '../protobuf/read-object.ts';
import { RESOURCES } from '../resource.ts';
import { conflictingState, invalid, notFound, unsupportedMediaType } from '../status/status.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { parseJson } from './json-body.ts';
import type { ResourceCall, Route } from './route.ts';
import { dryRunProblems } from './write-options.ts';
import { placeOf } from './write.ts';

/**
 * Deletes an object at once, whatever the propagation policy; a namespace with everything in it. The preconditions of the body hold (409), and a dry run only
 * looks. Finalizers are not waited for.
 */
export const deleteRoute: Route = {
  verb: 'delete',
  answer(call) {
    const { resource, target, store } = call;
    const { isDryRun, preconditions } = deleteOptions(call);
    const object = store.get(resource.plural, placeOf(call));
    if (object === undefined) throw notFound(target);
    checkPreconditions(object, preconditions);
    const last = isDryRun ? object : deleteObject(call);
    if (resource.deletedObject === true) return jsonAnswer(last);
    const { name, uid } = object.metadata;
    const details = { name, ...(target.group === '' ? {} : { group: target.group }), kind: target.plural, uid };
    return jsonAnswer({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
  },
};

interface DeleteOptions {
  readonly isDryRun: boolean;
  /** What must be true of the object: its `uid`, its `resourceVersion`. */
  readonly preconditions: JsonMap;
}

function deleteOptions({ request, query }: ResourceCall): DeleteOptions {
  const { dryRun = query.getAll('dryRun'), preconditions } = parseOptions(request);
  const values: readonly unknown[] = Array.isArray(dryRun) ? dryRun : [dryRun];
  const problems = dryRunProblems(values);
  if (problems.length > 0) throw invalid({ kind: 'DeleteOptions', group: 'meta.k8s.io' }, problems);
  return { isDryRun: values.length > 0, preconditions: mapOf(preconditions) };
}

function parseOptions({ contentType, body }: HttpRequest): JsonMap {
  if (contentType === PROTOBUF) throw unsupportedMediaType();
  return body === '' ? {} : mapOf(parseJson(body, "couldn't get version/kind; json parse error"));
}

function checkPreconditions({ kind, metadata }: StoredObject, preconditions: DeleteOptions['preconditions']): void {
  const { name, uid, resourceVersion } = metadata;
  const refuse = (what: string, [wanted, found]: readonly string[], might: string) =>
    conflictingState(
      { kind, name },
      `the ${what} in the precondition (${wanted}) does not match the ${what} in record (${found}). The object might have been ${might}`,
    );
  const wantedUid = textOf(preconditions['uid']) ?? uid;
  if (wantedUid !== uid) throw refuse('UID', [wantedUid, uid], 'deleted and then recreated');
  const wantedVersion = textOf(preconditions['resourceVersion']) ?? resourceVersion;
  if (wantedVersion !== resourceVersion) {
    throw refuse('ResourceVersion', [wantedVersion, resourceVersion], 'modified');
  }
}

function deleteObject(call: ResourceCall): StoredObject {
  const { resource, store } = call;
  const place = placeOf(call);
  if (resource.plural === 'namespaces') emptyNamespace(store, place.name);
  return store.delete(resource.plural, place);
}

function emptyNamespace(store: ObjectStore, namespace: string): void {
  for (const { plural } of RESOURCES.filter((resource) => resource.namespaced)) {
    for (const { object } of store.snapshot(plural))
      if (object.metadata.namespace === namespace) store.delete(plural, object.metadata);
  }
}
