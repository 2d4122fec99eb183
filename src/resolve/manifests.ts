import type { Resource } from '../apisix/view.ts';
import { UserError } from '../findings/user-error.ts';
import type { Place } from '../findings/user-error.ts';
import type { JsonObject } from './json-fields.ts';
import { field, isObject, list, objectKey, text } from './json-fields.ts';
import type { ManifestSource } from './manifest-text.ts';
import { documentsOf, typeInWords } from './manifest-text.ts';

/** The kinds that service discovery can use, or that tell why it finds nothing, with their API groups. */
const KINDS = {
  Endpoints: /^v1$/,
  EndpointSlice: /^discovery\.k8s\.io\/v1/,
  Service: /^v1$/,
  Pod: /^v1$/,
  Deployment: /^apps\/v1$/,
} as const satisfies Readonly<Record<string, RegExp>>;

export type ManifestKind = keyof typeof KINDS;

/** Objects of one cluster by kind, each in the order of the API server's etcd keys. A kind that was never named is absent. */
export type ManifestObjects = ReadonlyMap<ManifestKind, readonly JsonObject[]>;

const WATCHED = { endpoints: 'Endpoints', endpointslices: 'EndpointSlice' } as const satisfies Record<Resource, ManifestKind>;

/**
 * Reads the manifests of one cluster: YAML or JSON, several documents, Lists of any kind. Objects without a namespace are in `default`;
 * of an object that comes twice the last counts. Values stay as they are: null is not absent.
 *
 * Throws a {@link UserError} with the place for malformed text and for a document that is no object, and where nothing of `resource`,
 * which the gateway really watches, is there at all.
 */
export function readManifests(sources: readonly ManifestSource[], resource: Resource): ManifestObjects {
  const objects = new Map<ManifestKind, Map<string, JsonObject>>();
  const seen = new Map<string, number>();
  for (const source of sources) {
    for (const { value, place } of documentsOf(source)) {
      for (const { kind, object } of flatten(value, place, MAX_LISTS)) {
        seen.set(kind, (seen.get(kind) ?? 0) + (object === undefined ? 0 : 1));
        if (!isManifestKind(kind)) continue;
        const ofKind = objects.get(kind) ?? new Map<string, JsonObject>();
        objects.set(kind, ofKind);
        if (object === undefined) continue;
        const placed = inNamespace(object);
        ofKind.set(objectKey(placed), placed);
      }
    }
  }
  if (!objects.has(WATCHED[resource])) throw nothingWatched(sources, resource, seen);
  return new Map([...objects].map(([kind, ofKind]) => [kind, inKeyOrder(ofKind)]));
}

/** Lists in Lists come from files put together by hand, a few at most. */
const MAX_LISTS = 100;

/** An object, or the items of a list down to `depth` of them; `object` is undefined for a list without items, which still tells that the kind was asked for. */
function flatten(value: JsonObject, place: Place, depth: number): { kind: string; object?: JsonObject }[] {
  const kind = text(field(value, 'kind'));
  if (kind === undefined) throw new UserError('not a Kubernetes object: it has no kind', { place });
  if (!kind.endsWith('List') || field(value, 'items') === undefined) {
    return [{ kind: qualifiedKind(kind, text(field(value, 'apiVersion'))), object: value }];
  }
  if (depth === 0) throw new UserError(`more than ${MAX_LISTS} Lists within each other`, { place });
  // The items of a typed list name no kind of their own.
  const itemKind = kind.slice(0, -'List'.length);
  const apiVersion = text(field(value, 'apiVersion'));
  const defaults = itemKind === '' ? {} : { kind: itemKind, ...(apiVersion === undefined ? {} : { apiVersion }) };
  const items = list(field(value, 'items')).flatMap((item) => {
    if (!isObject(item))
      throw new UserError(`not a Kubernetes object but ${typeInWords(item)}, in the items of a ${kind}`, { place });
    return flatten({ ...defaults, ...item }, place, depth - 1);
  });
  return itemKind === '' ? items : [{ kind: qualifiedKind(itemKind, apiVersion) }, ...items];
}

/** The bare kind where the API group is the one we know; other groups have kinds of the same name, such as Knative's Service. */
function qualifiedKind(kind: string, apiVersion: string | undefined): string {
  if (!isManifestKind(kind) || apiVersion === undefined || KINDS[kind].test(apiVersion)) return kind;
  return `${kind} (${apiVersion})`;
}

function isManifestKind(kind: string): kind is ManifestKind {
  return Object.hasOwn(KINDS, kind);
}

function inNamespace(object: JsonObject): JsonObject {
  const metadata = field(object, 'metadata');
  if (!isObject(metadata) || field(metadata, 'namespace') !== undefined) return object;
  return { ...object, metadata: { ...metadata, namespace: 'default' } };
}

/** etcd orders by the bytes of `namespace/name`, so `a-b/x` comes before `a/x`. */
function inKeyOrder(objects: ReadonlyMap<string, JsonObject>): JsonObject[] {
  return [...objects].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, object]) => object);
}

function nothingWatched(sources: readonly ManifestSource[], resource: Resource, seen: ReadonlyMap<string, number>): UserError {
  const [source] = sources;
  const kinds = [...seen].map(([kind, count]) => `${kind} (${count})`).sort();
  const what = kinds.length === 0 ? 'nothing at all' : `only ${kinds.join(', ')}`;
  const other = WATCHED[resource === 'endpoints' ? 'endpointslices' : 'endpoints'];
  const hint = seen.has(other)
    ? resource === 'endpoints'
      ? 'To use the slices, add --slices.'
      : 'The gateway watches EndpointSlices here; without watch_endpoint_slices or --slices it takes Endpoints.'
    : `Take the output of: kubectl get ${resource},services -A -o yaml`;
  return new UserError(`no ${WATCHED[resource]} in it, ${what}`, {
    hint,
    ...(source === undefined ? {} : { place: { path: source.path } }),
  });
}
