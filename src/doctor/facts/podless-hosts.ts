import type { Json, Nil } from '../../apisix/lua.ts';
import type { Resource } from '../../apisix/view.ts';
import { field, list } from '../../resolve/json-fields.ts';

/** Addresses that no controller took from a pod, gathered from Endpoints or slices as they come: somebody wrote them, for what is elsewhere. */
export class PodlessHosts {
  readonly #resource: Resource;
  readonly #hosts = new Set<Json | Nil>();

  constructor(resource: Resource) {
    this.#resource = resource;
  }

  /** Takes in one object of the resource. */
  add(object: Json): void {
    if (this.#resource === 'endpointslices') {
      for (const endpoint of list(field(object, 'endpoints'))) this.#add(endpoint, list(field(endpoint, 'addresses')));
      return;
    }
    for (const subset of list(field(object, 'subsets'))) {
      for (const address of list(field(subset, 'addresses'))) this.#add(address, [field(address, 'ip')]);
    }
  }

  /** Whether this `host` of a node is one of them. */
  has(host: Json | Nil): boolean {
    return this.#hosts.has(host);
  }

  #add(owner: Json, hosts: readonly (Json | Nil)[]): void {
    if (field(owner, 'targetRef', 'kind') === 'Pod') return;
    for (const host of hosts) this.#hosts.add(host);
  }
}
