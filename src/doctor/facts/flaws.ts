import type { Json } from '../../apisix/lua.ts';
import { isTruthy } from '../../apisix/lua.ts';
import { field, list, objectKey } from '../../resolve/json-fields.ts';

/** What the endpoints controller writes on Endpoints that it cut off at 1,000 addresses. */
const OVER_CAPACITY = 'endpoints.kubernetes.io/over-capacity';

/** Names of what a gateway makes less of than is meant. */
export class Flaws {
  /** Endpoints that were cut off, as `namespace/name`. */
  readonly truncated = new Set<string>();
  /** Services with a slice of `ports: null` and a ready endpoint, on which the gateway's Lua ends. */
  readonly portless = new Set<string>();
  /** Slices that name no Service. */
  readonly unlabelled = new Set<string>();
  /** Slices with an endpoint that does not say whether it is ready: for Kubernetes it is, for the gateway it is not. */
  readonly undecided = new Set<string>();
  readonly #families = new Map<string, 'IPv4' | 'IPv6'>();
  /** Services with nodes of both IPv4 and IPv6. */
  readonly dualStack = new Set<string>();

  addEndpoints(endpoints: Json): void {
    if (field(endpoints, 'metadata', 'annotations', OVER_CAPACITY) === 'truncated') this.truncated.add(objectKey(endpoints));
  }

  /** `service` is `namespace/name` of what the slice belongs to, without a name where it does not say. */
  addSlice(slice: Json, service: string): void {
    if (service.endsWith('/')) {
      this.unlabelled.add(objectKey(slice));
      return;
    }
    const endpoints = list(field(slice, 'endpoints')).filter((endpoint) => list(field(endpoint, 'addresses')).length > 0);
    if (endpoints.some((endpoint) => field(endpoint, 'conditions', 'ready') === undefined)) this.undecided.add(objectKey(slice));
    if (!endpoints.some((endpoint) => isTruthy(field(endpoint, 'conditions', 'ready')))) return;
    const ports = field(slice, 'ports');
    if (ports === null) this.portless.add(service);
    if (list(ports).length > 0) this.#addFamily(service, field(slice, 'addressType'));
  }

  #addFamily(service: string, family: Json | undefined): void {
    // Slices of names (FQDN) are of no family.
    if (family !== 'IPv4' && family !== 'IPv6') return;
    const known = this.#families.get(service);
    if (known === undefined) this.#families.set(service, family);
    else if (known !== family) this.dualStack.add(service);
  }
}
