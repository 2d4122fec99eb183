import type { ApiObject, Draft, StoredObject } from '../api-object.ts';
import { apiVersionOf, resourceType } from '../resource.ts';
import type { ResourceName } from '../resource.ts';

/** The object with `kind`, `apiVersion` and the server's metadata, its fields in the order in which an API server writes them. */
export function complete(
  resource: ResourceName,
  object: ApiObject,
  { uid, creationTimestamp }: Pick<StoredObject['metadata'], 'uid' | 'creationTimestamp'>,
): Draft {
  const type = resourceType(resource);
  const { metadata, kind: _kind, apiVersion: _apiVersion, ...fields } = structuredClone(object);
  const { name, namespace, uid: _uid, resourceVersion: _version, creationTimestamp: _created, ...more } = metadata;
  return {
    kind: type.kind,
    apiVersion: apiVersionOf(type),
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), uid, creationTimestamp, ...more },
    ...fields,
  };
}

/** The same under a resourceVersion, which stands where an API server writes it. */
export function withResourceVersion(draft: Draft, resourceVersion: string): StoredObject {
  const { name, namespace, uid, resourceVersion: _version, ...more } = draft.metadata;
  const scope = namespace === undefined ? {} : { namespace };
  return { ...draft, metadata: { name, ...scope, uid, resourceVersion, ...more } };
}
