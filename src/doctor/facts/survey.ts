import type { Json, Nil } from '../../apisix/lua.ts';
import type { Resource } from '../../apisix/view.ts';
import { list } from '../../resolve/json-fields.ts';
import { PortTraitsByService } from './port-traits.ts';

/** What the listed objects are like, counted as they come, so that a large cluster need not be kept. */
export class Survey {
  readonly resource: Resource;
  readonly ports: PortTraitsByService;
  #objects = 0;

  constructor(resource: Resource) {
    this.resource = resource;
    this.ports = new PortTraitsByService(resource);
  }

  /** Takes in the items of one page. */
  add(items: Json | Nil): void {
    for (const item of list(items)) {
      this.#objects++;
      this.ports.add(item);
    }
  }

  get objects(): number {
    return this.#objects;
  }
}
