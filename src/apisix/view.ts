import type { Json, Nil } from './lua.ts';
import { LuaError, index, ipairsOrEmpty, isTruthy, luaType } from './lua.ts';
import { NodeDict } from './node-dict.ts';
import type { Node, PortTable } from './nodes.ts';
import { endpointsNodes, mergeSlices, serviceKey, sliceNodes } from './nodes.ts';
import type { Release } from './release.ts';
import type { NamespaceFilter } from './selectors.ts';

/** What a gateway may watch. What it does unless its config says otherwise comes first. */
export const RESOURCES = ['endpoints', 'endpointslices'] as const;
export type Resource = (typeof RESOURCES)[number];

/** The label that ties a slice to its Service. */
export const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';

/** What the gateway would stumble over in what the API server sent. */
export type ViewNote =
  /** Lua raises on this object: the list-watch ends and starts again every 40 s, in vain while the object stays as it is. */
  | {
      readonly kind: 'stopped';
      readonly during: 'list' | 'watch';
      /** `namespace/name`, as far as it is known. */
      readonly object: string;
      readonly path: string;
      readonly value: Json | Nil;
      readonly message: string;
    }
  /** A line of the watch is not written as the gateway expects, so it and all later ones of this watch are never applied. */
  | { readonly kind: 'blocked'; readonly line: string }
  /** Objects skipped with a log line: slices without the service-name label, Endpoints without metadata. */
  | {
      readonly kind: 'skipped';
      readonly missing: 'service-name label' | 'metadata';
      readonly objects: readonly string[];
      readonly count: number;
    };

/** A page of a list as it came. */
export interface ListPage {
  readonly items: Json | Nil;
  /** `metadata.continue`. */
  readonly continueToken: Json | Nil;
}

/** An event of a watch as it came. */
export interface WatchEvent {
  readonly type: Json | Nil;
  readonly object: Json | Nil;
  /** False where the line does not start with `{"type":` or does not end with `}` and a line feed (informer_factory.lua `split_event`). */
  readonly wellFramed: boolean;
}

export interface ViewOptions {
  readonly release: Release;
  /** What the configuration asks for; the release decides what that comes to. */
  readonly resource: Resource;
  readonly namespaceFilter: NamespaceFilter | undefined;
  readonly defaultWeight: number;
  /** Called with the dict's key after each change of a service. */
  readonly onChange?: (key: string) => void;
}

/** Which resource a release really watches when the configuration asks for `resource`. */
export function watchedResource(release: Release, resource: Resource): Resource {
  return release.endpointSlices === 'broken' || release.endpointSlices === 'merged' ? resource : 'endpoints';
}

const SKIPPED_EXAMPLES = 3;

/**
 * What one gateway release makes of one cluster: feed it lists and watch events in the API server's order and it holds the shared dict
 * as the gateway would. Where the gateway's Lua would raise, the view notes it and stands still until the next list, as the gateway
 * does; it never throws for what an object holds.
 */
export class GatewayView {
  readonly resource: Resource;
  readonly #release: Release;
  readonly #namespaceFilter: NamespaceFilter | undefined;
  readonly #weight: number;
  readonly #onChange: (key: string) => void;
  readonly #dict = new NodeDict();
  /** Service key → slice name → nodes. */
  #slices = new Map<string, Map<Json, PortTable>>();
  #listing: { readonly before: readonly string[]; readonly seen: Set<string> } | undefined;
  #standing: 'following' | 'stopped' | 'blocked' = 'following';
  #notes: ViewNote[] = [];
  readonly #skipped = new Map<'service-name label' | 'metadata', { objects: string[]; count: number }>();

  constructor({ release, resource, namespaceFilter, defaultWeight, onChange }: ViewOptions) {
    this.resource = watchedResource(release, resource);
    this.#release = release;
    this.#namespaceFilter = namespaceFilter;
    this.#weight = defaultWeight;
    this.#onChange = onChange ?? (() => {});
  }

  /** `stopped` after Lua raised, until the next list; `blocked` after a line that the gateway cannot read, until its watch ends. */
  get standing(): 'following' | 'stopped' | 'blocked' {
    return this.#standing;
  }

  /** Since the last list began. */
  get notes(): readonly ViewNote[] {
    const skipped = [...this.#skipped].map(([missing, { objects, count }]) => ({
      kind: 'skipped' as const,
      missing,
      objects,
      count,
    }));
    return [...this.#notes, ...skipped];
  }

  get dict(): NodeDict {
    return this.#dict;
  }

  /** What `nodes()` finds under a key and port: undefined is its nil, an empty list its empty table. */
  nodes(key: string, port: string): readonly Node[] | undefined {
    return this.#dict.service(key)?.get(port);
  }

  /** A list starts, or starts over. */
  beginList(): void {
    this.#standing = 'following';
    this.#notes = [];
    this.#skipped.clear();
    if (!this.#release.cleansUpAfterList) return;
    this.#listing = { before: this.#dict.keys(), seen: new Set() };
    this.#slices = new Map();
  }

  listPage(page: ListPage): void {
    this.#protect('list', undefined, () => {
      for (const item of ipairsOrEmpty(page.items, 'items')) this.#protect('list', item, () => this.#modified(item, 'list'));
      if (this.#standing === 'following' && page.continueToken === null) {
        throw new LuaError('attempt to use userdata as query arg value', 'metadata.continue', null);
      }
    });
  }

  /** The last page has come. */
  endList(): void {
    if (this.#standing !== 'following' || this.#listing === undefined) return;
    const { before, seen } = this.#listing;
    this.#listing = undefined;
    const gone = this.#dict.deleteStale(before, seen);
    this.#dict.setReady();
    for (const key of gone) this.#onChange(key);
  }

  event(event: WatchEvent, line: () => string): void {
    if (this.#standing !== 'following') return;
    if (!event.wellFramed) {
      this.#standing = 'blocked';
      // One watch after another may be blocked before the next list.
      this.#notes = [...this.#notes.filter(({ kind }) => kind !== 'blocked'), { kind: 'blocked', line: line() }];
      return;
    }
    this.#protect('watch', event.object, () => {
      if (!isTruthy(event.type) || !isTruthy(event.object)) throw new LuaError('UnexpectedBody', 'type', event.type);
      // Every event's resourceVersion is read before its type.
      index(index(event.object, 'metadata', 'metadata'), 'resourceVersion', 'metadata');
      if (event.type === 'ADDED' || event.type === 'MODIFIED') this.#modified(event.object, 'watch');
      else if (event.type === 'DELETED') this.#deleted(event.object);
    });
  }

  /** The watch was ended by the server or broke; the gateway's next one starts afresh. */
  watchEnded(): void {
    if (this.#standing === 'blocked') this.#standing = 'following';
  }

  #modified(object: Json, during: 'list' | 'watch'): void {
    const update = this.resource === 'endpoints' ? this.#endpointsUpdate(object) : this.#sliceUpdate(object);
    if (update === undefined) return;
    this.#dict.set(update.key, update.ports);
    if (during === 'list') this.#listing?.seen.add(update.key);
    this.#onChange(update.key);
  }

  #endpointsUpdate(endpoints: Json): { key: string; ports: PortTable } | undefined {
    if (!this.#hasEndpointsMetadata(endpoints) || !this.#inNamespaces(endpoints)) return undefined;
    const ports = endpointsNodes(endpoints, { release: this.#release, weight: this.#weight });
    return { key: objectKey(endpoints), ports };
  }

  #sliceUpdate(slice: Json): { key: string; ports: PortTable } | undefined {
    const options = { release: this.#release, weight: this.#weight };
    if (this.#release.endpointSlices === 'broken') {
      return this.#inNamespaces(slice) ? { ports: sliceNodes(slice, options), key: objectKey(slice) } : undefined;
    }
    if (!this.#hasSliceMetadata(slice) || !this.#inNamespaces(slice)) return undefined;
    const nodes = sliceNodes(slice, options);
    const key = sliceServiceKey(slice);
    const slices = this.#slices.get(key) ?? new Map<Json, PortTable>();
    this.#slices.set(key, slices);
    slices.set(sliceName(slice), nodes);
    return { key, ports: mergeSlices(slices.values()) };
  }

  #deleted(object: Json): void {
    if (this.resource === 'endpoints' || this.#release.endpointSlices === 'broken') {
      if (this.resource === 'endpoints' && !this.#hasEndpointsMetadata(object)) return;
      if (!this.#inNamespaces(object)) return;
      const key = objectKey(object);
      this.#dict.delete(key);
      this.#onChange(key);
      return;
    }
    if (!this.#hasSliceMetadata(object) || !this.#inNamespaces(object)) return;
    const key = sliceServiceKey(object);
    const slices = this.#slices.get(key);
    slices?.delete(sliceName(object));
    this.#dict.set(key, mergeSlices(slices?.values() ?? []));
    this.#onChange(key);
  }

  #inNamespaces(object: Json): boolean {
    if (this.#namespaceFilter === undefined) return true;
    return this.#namespaceFilter(index(index(object, 'metadata', 'metadata'), 'namespace', 'metadata'));
  }

  #hasEndpointsMetadata(endpoints: Json): boolean {
    if (!this.#release.skipsEndpointsWithoutMetadata) return true;
    const metadata = isTruthy(endpoints) ? index(endpoints, 'metadata', 'metadata') : undefined;
    const complete =
      isTruthy(metadata) && isTruthy(index(metadata, 'namespace', 'metadata')) && isTruthy(index(metadata, 'name', 'metadata'));
    if (!complete) this.#skip('metadata', endpoints);
    return complete;
  }

  #hasSliceMetadata(slice: Json): boolean {
    const metadata = index(slice, 'metadata', 'metadata');
    if (
      !isTruthy(metadata) ||
      !isTruthy(index(metadata, 'name', 'metadata')) ||
      !isTruthy(index(metadata, 'namespace', 'metadata'))
    ) {
      this.#skip('metadata', slice);
      return false;
    }
    const labels = index(metadata, 'labels', 'metadata');
    const labelled = isTruthy(labels) && isTruthy(index(labels, SERVICE_NAME_LABEL, 'metadata.labels'));
    if (!labelled) this.#skip('service-name label', slice);
    return labelled;
  }

  #skip(missing: 'service-name label' | 'metadata', object: Json): void {
    const skipped = this.#skipped.get(missing) ?? { objects: [], count: 0 };
    skipped.count += 1;
    if (skipped.objects.length < SKIPPED_EXAMPLES) skipped.objects.push(describeObject(object));
    this.#skipped.set(missing, skipped);
  }

  /** pcall around the list-watch: what Lua raises ends it. */
  #protect(during: 'list' | 'watch', object: Json | Nil, step: () => void): void {
    if (this.#standing !== 'following') return;
    try {
      step();
    } catch (error) {
      if (!(error instanceof LuaError)) throw error;
      this.#standing = 'stopped';
      const { path, value, message } = error;
      this.#notes.push({ kind: 'stopped', during, object: describeObject(object), path, value, message });
    }
  }
}

function objectKey(object: Json): string {
  const metadata = index(object, 'metadata', 'metadata');
  return serviceKey(index(metadata, 'namespace', 'metadata'), index(metadata, 'name', 'metadata'));
}

function sliceServiceKey(slice: Json): string {
  const metadata = index(slice, 'metadata', 'metadata');
  const labels = index(metadata, 'labels', 'metadata');
  return serviceKey(
    index(metadata, 'namespace', 'metadata'),
    index(labels, SERVICE_NAME_LABEL, 'metadata.labels'),
    `metadata.labels["${SERVICE_NAME_LABEL}"]`,
  );
}

function sliceName(slice: Json): Json {
  return index(index(slice, 'metadata', 'metadata'), 'name', 'metadata') ?? null;
}

/** `namespace/name` for people, with a dash for what is missing. */
function describeObject(object: Json | Nil): string {
  const part = (key: 'namespace' | 'name'): string => {
    const metadata = luaType(object) === 'table' ? index(object, 'metadata', 'metadata') : undefined;
    const value = luaType(metadata) === 'table' ? index(metadata, key, 'metadata') : undefined;
    return typeof value === 'string' ? value : '–';
  };
  return `${part('namespace')}/${part('name')}`;
}
