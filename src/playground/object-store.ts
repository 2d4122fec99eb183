import { isDeepStrictEqual } from 'node:util';

import type { Clock } from '../time/clock.ts';
import type { ApiObject, Draft, StoredObject } from './api-object.ts';
import { complete, withResourceVersion } from './complete-object.ts';
import { resourceType } from './resource.ts';
import type { ResourceName } from './resource.ts';
import { alreadyExists, conflict, notFound } from './status.ts';
import type { Target } from './status.ts';
import { timeText } from './time-text.ts';

/** One write, as watches need it: what stood before and what stands now. */
export interface Change {
  readonly resource: ResourceName;
  readonly resourceVersion: number;
  readonly before: StoredObject | undefined;
  readonly after: StoredObject | undefined;
}

/** The objects of one resource at one moment, in the order of their etcd keys. */
export type Snapshot = readonly { readonly key: string; readonly object: StoredObject }[];

/** `namespace/name`, or the name alone at cluster scope: the part of the etcd key that orders a list. */
function keyOf(object: ApiObject): string {
  const { namespace, name } = object.metadata;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/**
 * The playground's etcd: objects of every resource under one rising resourceVersion, with their history back to the last
 * {@link compact}. Objects are copied on the way in and must not be changed on the way out.
 */
export class ObjectStore {
  readonly #clock: Clock;
  readonly #objects = new Map<ResourceName, Map<string, StoredObject>>();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #snapshots = new Map<ResourceName, { readonly resourceVersion: number; readonly entries: Snapshot }>();
  #history: Change[] = [];
  #resourceVersion = 1;
  #oldest = 1;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Of the last write to any object. */
  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  /** The oldest resourceVersion from which a watch or a page can still go on. */
  get oldestResourceVersion(): number {
    return this.#oldest;
  }

  /** Adds an object. Throws 409 AlreadyExists as a StatusError when the name is taken. */
  create(resource: ResourceName, object: ApiObject): StoredObject {
    const resourceVersion = this.#resourceVersion + 1;
    const after = withResourceVersion(this.draft(resource, object), String(resourceVersion));
    this.#write({ resource, resourceVersion, before: undefined, after });
    return after;
  }

  /** What {@link create} would store, but for the resourceVersion. Throws as it does, and writes nothing. */
  draft(resource: ResourceName, object: ApiObject): Draft {
    if (this.#of(resource).has(keyOf(object))) throw alreadyExists(targetOf(resource, object.metadata.name));
    return complete(resource, object, {
      // A pure function of the write, so that the same run gives the same bytes.
      uid: `00000000-0000-4000-8000-${(this.#resourceVersion + 1).toString(16).padStart(12, '0')}`,
      creationTimestamp: timeText(this.#clock.now()),
    });
  }

  /**
   * Replaces an object. Throws 404 when it is absent and 409 Conflict when the object names another resourceVersion than the stored one.
   * Without any difference nothing is written and no watch hears of it, as with etcd's own store.
   */
  update(resource: ResourceName, object: ApiObject): StoredObject {
    const before = this.#present(resource, object);
    const unchanged = this.draftUpdate(resource, object);
    if (isDeepStrictEqual(unchanged, before)) return before;
    const resourceVersion = this.#resourceVersion + 1;
    const after = withResourceVersion(unchanged, String(resourceVersion));
    this.#write({ resource, resourceVersion, before, after });
    return after;
  }

  /** What {@link update} would store, but under the resourceVersion that stands. Throws as it does, and writes nothing. */
  draftUpdate(resource: ResourceName, object: ApiObject): StoredObject {
    const { uid, creationTimestamp, resourceVersion } = this.#present(resource, object).metadata;
    const asked = object.metadata.resourceVersion;
    if (asked !== undefined && asked !== resourceVersion) throw conflict(targetOf(resource, object.metadata.name));
    return withResourceVersion(complete(resource, object, { uid, creationTimestamp }), resourceVersion);
  }

  /** Creates the object, or replaces the one of that name. */
  put(resource: ResourceName, object: ApiObject): StoredObject {
    return this.#of(resource).has(keyOf(object)) ? this.update(resource, object) : this.create(resource, object);
  }

  /** Removes an object and answers its last state. Throws 404 when it is absent. `namespace` is left out at cluster scope. */
  delete(resource: ResourceName, at: { readonly namespace?: string | undefined; readonly name: string }): StoredObject {
    const before = this.get(resource, at);
    if (before === undefined) throw notFound(targetOf(resource, at.name));
    this.#write({ resource, resourceVersion: this.#resourceVersion + 1, before, after: undefined });
    return before;
  }

  /** One object, or undefined. */
  get(resource: ResourceName, at: { readonly namespace?: string | undefined; readonly name: string }): StoredObject | undefined {
    return this.#of(resource).get(at.namespace === undefined ? at.name : `${at.namespace}/${at.name}`);
  }

  /**
   * All objects of a resource as they stood at `resourceVersion`, by default now. The caller checks that it lies between
   * {@link oldestResourceVersion} and {@link resourceVersion}.
   */
  snapshot(resource: ResourceName, resourceVersion = this.#resourceVersion): Snapshot {
    // Paging asks for one resourceVersion again and again; sorting 20,000 keys for each page would be quadratic.
    const cached = this.#snapshots.get(resource);
    if (cached?.resourceVersion === resourceVersion) return cached.entries;
    const objects = new Map(this.#of(resource));
    for (const change of this.#history.toReversed()) {
      if (change.resourceVersion <= resourceVersion) break;
      if (change.resource === resource) restore(objects, change);
    }
    const entries = [...objects]
      .map(([key, object]) => ({ key, object }))
      // By bytes, as etcd does. Names are ASCII, so UTF-16 units order alike: `a-b/x` comes before `a/x`.
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    this.#snapshots.set(resource, { resourceVersion, entries });
    return entries;
  }

  /** The writes after `resourceVersion`, oldest first. */
  changesSince(resourceVersion: number): readonly Change[] {
    return this.#history.filter((change) => change.resourceVersion > resourceVersion);
  }

  /** Calls `listener` for every later write, in order. The answer ends it. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Forgets all history, as etcd's compaction and a restarted API server do together (compaction alone is hidden by the watch cache):
   * watches and pages from an older resourceVersion get 410. Counts as a write, so that every resourceVersion given out before is too old.
   */
  compact(): void {
    this.#resourceVersion += 1;
    this.#oldest = this.#resourceVersion;
    this.#history = [];
    this.#snapshots.clear();
  }

  #present(resource: ResourceName, object: ApiObject): StoredObject {
    const found = this.#of(resource).get(keyOf(object));
    if (found === undefined) throw notFound(targetOf(resource, object.metadata.name));
    return found;
  }

  #of(resource: ResourceName): Map<string, StoredObject> {
    let objects = this.#objects.get(resource);
    if (objects === undefined) this.#objects.set(resource, (objects = new Map<string, StoredObject>()));
    return objects;
  }

  #write(change: Change): void {
    const object = change.after ?? change.before;
    if (object === undefined) return;
    this.#resourceVersion = change.resourceVersion;
    this.#history.push(change);
    if (change.after === undefined) this.#of(change.resource).delete(keyOf(object));
    else this.#of(change.resource).set(keyOf(object), change.after);
    for (const listener of this.#listeners) listener(change);
  }
}

function targetOf(resource: ResourceName, name: string): Target {
  return { plural: resource, group: resourceType(resource).group, name };
}

function restore(objects: Map<string, StoredObject>, { before, after }: Change): void {
  if (before !== undefined) objects.set(keyOf(before), before);
  else if (after !== undefined) objects.delete(keyOf(after));
}
