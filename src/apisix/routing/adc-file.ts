import { entryOf, itemsOf, tableKind, valueAt } from '../located.ts';
import type { Located, LocatedEntry } from '../located.ts';
import { idOf } from './object-id.ts';
import { reshaped } from './reshape.ts';
import type { Reshaping } from './reshape.ts';
import type { ObjectKind, RoutingObject } from './routing-object.ts';

const UPSTREAM: Reshaping = { rename: { description: 'desc' }, defaults: { type: 'roundrobin' } };
const ROUTE: Reshaping = { rename: { description: 'desc' } };

/** What adc makes of the objects of a file (api7/adc 0.28, libs/sdk/src/core/schema.ts). */
const SHAPES: Readonly<Record<ObjectKind, Reshaping>> = {
  services: {
    rename: {
      description: 'desc',
      // adc puts these before the paths of the routes.
      path_prefix: undefined,
      strip_path_prefix: undefined,
      routes: undefined,
      stream_routes: undefined,
      upstreams: undefined,
    },
    inside: { upstream: UPSTREAM },
  },
  upstreams: UPSTREAM,
  routes: ROUTE,
  stream_routes: ROUTE,
};

/** What a service of adc holds, with keys of which an item has one: services of other programs hold lists of these names, too. */
const INNER_LISTS: Readonly<Record<string, readonly string[]>> = {
  routes: ['uris', 'uri'],
  stream_routes: ['server_port', 'server_addr'],
  upstreams: ['nodes', 'service_name', 'discovery_type'],
};

/** Whether a map is a file of adc: services hold their routes there, which no service of the gateway does. */
export function isAdcFile(root: Located): boolean {
  return itemsAt(root, 'services').some(({ value: service }) =>
    Object.entries(INNER_LISTS).some(([list, keys]) =>
      itemsAt(service, list).some(({ value }) => keys.some((key) => entryOf(value, key) !== undefined)),
    ),
  );
}

/** The objects that adc puts to the Admin API for a file, those inside of services too. The name serves as id where there is none. */
export function adcObjects(root: Located): readonly RoutingObject[] {
  const services = itemsAt(root, 'services');
  return [
    ...objectsAt(root, 'routes'),
    ...objectsAt(root, 'upstreams'),
    ...services.flatMap((service) => [objectOf('services', service), ...insideOf(service.value)]),
    ...objectsAt(root, 'stream_routes'),
  ];
}

function insideOf(service: Located): readonly RoutingObject[] {
  const id = idOrName(service);
  const defaults: Reshaping = id === undefined ? {} : { defaults: { service_id: id } };
  return [
    ...objectsAt(service, 'upstreams'),
    ...objectsAt(service, 'routes', defaults),
    ...objectsAt(service, 'stream_routes', defaults),
  ];
}

function objectsAt(owner: Located, kind: ObjectKind, also: Reshaping = {}): readonly RoutingObject[] {
  return itemsAt(owner, kind).map((entry) => {
    const object = objectOf(kind, entry);
    return { ...object, entry: { ...entry, value: reshaped(object.entry.value, also) } };
  });
}

function objectOf(kind: ObjectKind, entry: LocatedEntry): RoutingObject {
  return { kind, id: idOrName(entry.value), entry: { ...entry, value: reshaped(entry.value, SHAPES[kind]) }, judge: 'admin' };
}

function idOrName(object: Located): string | undefined {
  const name = valueAt(object, ['name']);
  return idOf(object) ?? (name?.kind === 'scalar' ? String(name.value) : undefined);
}

function itemsAt(owner: Located, key: string): readonly LocatedEntry[] {
  const list = valueAt(owner, [key]);
  return list?.kind === 'table' && tableKind(list) === 'list' ? itemsOf(list) : [];
}
