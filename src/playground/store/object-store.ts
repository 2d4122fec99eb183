import { isDeepStrictEqual } from 'node:util';

import type { Clock } from '../../time/clock.ts';
import type { ApiObject, Draft, StoredObject } from '../api-object.ts';
import { resourceType } from '../resource.ts';
import type { ResourceName } from '../resource.ts';
import { alreadyExists, conflict, notFound } from '../status/status.ts';
import type { Target } from '../status/status.ts';
import { timeText } from '../time-text.ts';
import { complete, withResourceVersion } from './complete-object.ts';
import { History } from './history.ts';
import type { Change } from './history.ts';
import { keyOf } from './place.ts';
import type { Place } from './place.ts';

/** The objects of one resource at one moment, in the order of their etcd keys. */
export type Snapshot = readonly { readonly key: string; readonly object: StoredObject }[];

/**
 * The playground's etcd: objects of every resource under one rising resourceVersion, with their history back to the last
 * {@link compact}. Objects are copied on the way in and must not be changed on the way out.
 */
export class ObjectStore {
  readonly #clock: Clock;
  readonly #objects = new Map<ResourceName, Map<string, StoredObject>>();
  readonly #history = new History();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #snapshots = new Map<ResourceName, { readonly moment: number; readonly entries: Snapshot }>();
  /** The resourceVersion since which a resource is as it is. */
  readonly #lastWrites = new Map<ResourceName, number>();
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
    if (this.#of(resource).has(keyOf(object.metadata))) throw alreadyExists(targetOf(resource, object.metadata.name));
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
    return this.#of(resource).has(keyOf(object.metadata)) ? this.update(resource, object) : this.create(resource, object);
  }

  /** Removes an object and answers its last state, under the resourceVersion of the write that ended it. Throws 404 when it is absent. */
  delete(resource: ResourceName, at: Place): StoredObject {
    const before = this.get(resource, at);
    if (before === undefined) throw notFound(targetOf(resource, at.name));
    const resourceVersion = this.#resourceVersion + 1;
    this.#write({ resource, resourceVersion, before, after: undefined });
    return withResourceVersion(before, String(resourceVersion));
  }

  /** One object, or undefined. */
  get(resource: ResourceName, at: Place): StoredObject | undefined {
    return this.#of(resource).get(keyOf(at));
  }

  /**
   * All objects of a resource as they stood at `resourceVersion`, by default now. The caller checks that it lies between
   * {@link oldestResourceVersion} and {@link resourceVersion}.
   */
  snapshot(resource: ResourceName, resourceVersion = this.#resourceVersion): Snapshot {
    // Paging asks for one moment again and again, and every request for the bindings of now; to sort 20,000 keys each time would be quadratic.
    const moment = Math.min(resourceVersion, this.#lastWrites.get(resource) ?? 0);
    const cached = this.#snapshots.get(resource);
    if (cached?.moment === moment) return cached.entries;
    const entries = [...this.#history.objectsAt(moment, { resource, current: this.#of(resource) })]
      .map(([key, object]) => ({ key, object }))
      // By bytes, as etcd does. Names are ASCII, so UTF-16 units order alike: `a-b/x` comes before `a/x`.
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    this.#snapshots.set(resource, { moment, entries });
    return entries;
  }

  /** The writes after `resourceVersion`, oldest first. */
  changesSince(resourceVersion: number): readonly Change[] {
    return this.#history.since(resourceVersion);
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
    this.#history.clear();
    this.#snapshots.clear();
  }

  #present(resource: ResourceName, object: ApiObject): StoredObject {
    const found = this.get(resource, object.metadata);
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
    this.#lastWrites.set(change.resource, change.resourceVersion);
    this.#history.record(change);
    if (change.after === undefined) this.#of(change.resource).delete(keyOf(object.metadata));
    else this.#of(change.resource).set(keyOf(object.metadata), change.after);
    for (const listener of this.#listeners) listener(change);
  }
}

function targetOf(resource: ResourceName, name: string): Target {
  return { plural: resource, group: resourceType(resource).group, name };
}
