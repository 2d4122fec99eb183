import { readJson } from './ask.ts';
import type { Asking } from './ask.ts';
import { dueBody } from './due-kind.ts';
import { mapOf, textOf } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { KubeError } from './kube-error.ts';

/** Which object is meant. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for what stands outside of namespaces. */
  readonly namespace?: string;
  readonly name: string;
}

/** An object to be sent, as a manifest has it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** The reference of an object to be sent. */
export function referenceOf({ apiVersion, kind, metadata: { namespace, name } }: KubeObject): ObjectReference {
  return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** An object for people: `ServiceAccount default/apisix-discovery`. `namespace` is absent or null for what stands outside of namespaces. */
export function objectText(object: { readonly kind: string; readonly namespace?: string | null; readonly name: string }): string {
  const { kind, namespace = null, name } = object;
  return `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
}

/** The plural of a kind that this program names, as it stands in paths. */
export function pluralOf(kind: string): string {
  return `${kind.toLowerCase()}s`;
}

/** Where the objects of a kind are: `/api/v1/namespaces/default/secrets`. Names are those of Kubernetes and need no escapes. */
export function collectionPath({ apiVersion, kind, namespace }: Omit<ObjectReference, 'name'>): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${pluralOf(kind)}`;
}

/** Where one object is: `/api/v1/namespaces/default/secrets/apisix-discovery-token`. */
export function objectPath(reference: ObjectReference): string {
  return `${collectionPath(reference)}/${reference.name}`;
}

/** The object as it is now; undefined where there is none. Rejects with a {@link KubeError} for any other refusal. */
export async function readObject(reference: ObjectReference, asking: Asking): Promise<JsonMap | undefined> {
  try {
    return dueBody(await readJson({ path: objectPath(reference) }, asking), reference, asking.transport);
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** `metadata` of an object of the API server; an empty map where it has none. */
export function metadataOf(object: JsonMap | undefined): JsonMap {
  return mapOf(object?.['metadata']);
}

/** The value of a label; undefined where the object does not carry it, or without a value. */
export function labelOf(object: JsonMap, key: string): string | undefined {
  return textOf(mapOf(metadataOf(object)['labels'])[key]);
}

/** The value of an annotation; undefined as for {@link labelOf}. */
export function annotationOf(object: JsonMap, key: string): string | undefined {
  return textOf(mapOf(metadataOf(object)['annotations'])[key]);
}
