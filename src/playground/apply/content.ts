import { mapOf } from '../../kube/json-map.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import type { ApiObject } from '../api-object.ts';

/** Metadata that nobody owns: what an object is known by, and what the server itself writes. */
const SERVERS: readonly string[] = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'managedFields',
];

/** What of an object can be owned. Metadata without anything of that kind is left out. */
export function contentOf({ kind: _kind, apiVersion: _apiVersion, metadata, ...fields }: ApiObject): JsonMap {
  const own = Object.fromEntries(Object.entries(metadata).filter(([field]) => !SERVERS.includes(field)));
  return Object.keys(own).length === 0 ? fields : { metadata: own, ...fields };
}

/** The object with other content. */
export function withContent({ metadata }: ApiObject, { metadata: own, ...fields }: JsonMap): ApiObject {
  const servers = Object.fromEntries(Object.entries(metadata).filter(([field]) => SERVERS.includes(field)));
  return { ...fields, metadata: { ...servers, name: metadata.name, ...mapOf(own) } };
}
