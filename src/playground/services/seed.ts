import type { ObjectStore } from '../store/object-store.ts';
import { namespaceObject } from '../strategies/namespace.ts';
import { endpointSliceObject, endpointsObject, serviceObject } from './service-objects.ts';
import type { ServiceSpec } from './service-objects.ts';

/** Services that show each way in which a name can have nodes, or none. */
const FRIENDLY: readonly ServiceSpec[] = [
  { namespace: 'default', name: 'plat-dev', ports: [{ name: 'port', port: 5001 }], ready: ['10.5.10.109', '10.5.10.110'] },
  {
    namespace: 'default',
    name: 'cms',
    ports: [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'metrics', port: 9090 },
    ],
    ready: ['10.5.10.121', '10.5.10.122', '10.5.10.123'],
    labels: { app: 'cms' },
  },
  { namespace: 'default', name: 'unnamed-port', ports: [{ port: 80, targetPort: 8080 }], ready: ['10.5.10.131'] },
  {
    namespace: 'default',
    name: 'not-ready',
    ports: [{ name: 'http', port: 8080 }],
    ready: [],
    notReady: ['10.5.10.141', '10.5.10.142'],
  },
  { namespace: 'default', name: 'external', ports: [], ready: [], backing: { kind: 'external-name', host: 'db.example.com' } },
  { namespace: 'default', name: 'selector-less', ports: [{ name: 'http', port: 8080 }], ready: [], backing: { kind: 'none' } },
];

const NAMESPACES = ['default', 'shop', 'billing', 'search'];

/** Fills the store with the friendly services and `services` numbered ones, `svc-0001` and on, spread over four namespaces with two nodes each. */
export function seed(store: ObjectStore, { services }: { readonly services: number }): void {
  for (const name of NAMESPACES) store.put('namespaces', namespaceObject(name));
  for (const spec of [...FRIENDLY, ...Array.from({ length: services }, (_, index) => numbered(index))]) putService(store, spec);
}

/**
 * Writes the Service and what its controllers would make of it. An ExternalName or selector-less Service gets neither Endpoints nor EndpointSlice.
 */
export function putService(store: ObjectStore, spec: ServiceSpec): void {
  store.put('services', serviceObject(spec));
  if ((spec.backing ?? { kind: 'selector' }).kind !== 'selector') return;
  store.put('endpoints', endpointsObject(spec));
  store.put('endpointslices', endpointSliceObject(spec));
}

function numbered(index: number): ServiceSpec {
  const namespace = NAMESPACES[index % NAMESPACES.length] ?? 'default';
  const host = `10.${64 + ((index >> 14) & 63)}.${(index >> 6) & 255}`;
  const first = (index & 63) * 4 + 1;
  const name = `svc-${String(index + 1).padStart(4, '0')}`;
  return { namespace, name, ports: [{ name: 'http', port: 8080 }], ready: [`${host}.${first}`, `${host}.${first + 1}`] };
}
