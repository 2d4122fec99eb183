import type { StoredObject } from '../api-object.ts';
import type { ResourceName } from '../resource.ts';
import { keyOf } from './place.ts';

/** One write, as watches need it: what stood before and what stands now. */
export interface Change {
  readonly resource: ResourceName;
  readonly resourceVersion: number;
  readonly before: StoredObject | undefined;
  readonly after: StoredObject | undefined;
}

/** The writes to a store since it was last compacted. */
export class History {
  #changes: Change[] = [];

  /** Adds the latest write. */
  record(change: Change): void {
    this.#changes.push(change);
  }

  /** The writes after `resourceVersion`, oldest first. */
  since(resourceVersion: number): readonly Change[] {
    return this.#changes.filter((change) => change.resourceVersion > resourceVersion);
  }

  /** The objects of a resource, by key, as they stood at `resourceVersion`; `current` is how they stand now. */
  objectsAt(
    resourceVersion: number,
    { resource, current }: { readonly resource: ResourceName; readonly current: ReadonlyMap<string, StoredObject> },
  ): Map<string, StoredObject> {
    const objects = new Map(current);
    for (const change of this.#changes.toReversed()) {
      if (change.resourceVersion <= resourceVersion) break;
      if (change.resource === resource) takeBack(objects, change);
    }
    return objects;
  }

  /** Forgets everything. */
  clear(): void {
    this.#changes = [];
  }
}

function takeBack(objects: Map<string, StoredObject>, { before, after }: Change): void {
  if (before !== undefined) objects.set(keyOf(before.metadata), before);
  else if (after !== undefined) objects.delete(keyOf(after.metadata));
}
