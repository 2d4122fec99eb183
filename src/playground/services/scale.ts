import type { StoredObject } from '../api-object.ts';
import { notFound } from '../status/status.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { endpointSliceObject, endpointsObject } from './service-objects.ts';
import type { ServicePort, ServiceSpec } from './service-objects.ts';

/** Which Service, and its new ready addresses. */
export interface Scaling {
  readonly namespace: string;
  readonly name: string;
  readonly addresses: readonly string[];
}

/**
 * Gives a Service other ready addresses: its Endpoints and its EndpointSlice change together, as the controllers would have it.
 * Throws 404 as a StatusError where there is no such Service.
 */
export function scale(store: ObjectStore, { namespace, name, addresses }: Scaling): void {
  const service = store.get('services', { namespace, name });
  if (service === undefined) throw notFound({ plural: 'services', group: '', name });
  const { labels } = service.metadata;
  const spec: ServiceSpec = {
    namespace,
    name,
    ports: portsOf(service),
    ready: addresses,
    ...(labels === undefined ? {} : { labels }),
  };
  store.put('endpoints', endpointsObject(spec));
  store.put('endpointslices', endpointSliceObject(spec));
}

/** The ports, as {@link serviceObject} or a client wrote them. */
function portsOf(service: StoredObject): readonly ServicePort[] {
  const { ports = [] } = (service['spec'] ?? {}) as { ports?: readonly ServicePort[] };
  return ports;
}
