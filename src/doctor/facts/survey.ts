import type { Json, Nil } from '../../apisix/lua.ts';
import type { Resource } from '../../apisix/view.ts';

/** What the listed objects are like, counted as they come, so that a large cluster need not be kept. */
export class Survey {
  readonly resource: Resource;
  #objects = 0;

  constructor(resource: Resource) {
    this.resource = resource;
  }

  /** Takes in the items of one page. */
  add(items: Json | Nil): void {
    for (const _ of Array.isArray(items) ? items : []) this.#objects++;
  }

  get objects(): number {
    return this.#objects;
  }
}
