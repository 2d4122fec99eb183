import type { Json, Nil } from './lua.ts';
import { LuaError, assertHasLength, concatenable, index, ipairs, ipairsOrEmpty, isTruthy, luaType, toLuaString } from './lua.ts';
import { luaSort } from './lua-sort.ts';
import type { Release } from './release.ts';

/** An upstream node. `host` and `port` are whatever the API object held: the gateway checks neither. */
export interface Node {
  readonly host?: Json;
  readonly port?: Json;
  readonly weight: number;
}

/** Port name, or number of a port without name → nodes in the gateway's order. */
export type PortNodes = ReadonlyMap<string, readonly Node[]>;

/** {@link PortNodes} before they are stored, as a Lua table: a port's name may be anything but nil and false. */
export type PortTable = ReadonlyMap<Json, readonly Node[]>;

/** LuaJIT's `unpack` refuses so many values (LUAI_MAXCSTACK), and slices are merged with it. */
const UNPACK_LIMIT = 8000;

/**
 * The nodes of one Endpoints object (core.lua `on_endpoint_modified`; the same in every release but for the order).
 * Throws a {@link LuaError} where the gateway's Lua would raise.
 */
export function endpointsNodes(endpoints: Json, { release, weight }: { release: Release; weight: number }): PortTable {
  const byPort = new Map<Json, Node[]>();
  const subsets = index(endpoints, 'subsets', 'subsets');
  for (const [at, subset] of ipairsOrEmpty(subsets, 'subsets').entries()) {
    const path = `subsets[${at}]`;
    const addresses = index(subset, 'addresses', path);
    if (!isTruthy(addresses)) continue;
    for (const [portAt, port] of ipairsOrEmpty(index(subset, 'ports', path), `${path}.ports`).entries()) {
      const nodes = nodesOfPort(byPort, port, {
        path: `${path}.ports[${portAt}]`,
        addresses,
        addressesPath: `${path}.addresses`,
      });
      for (const [addressAt, address] of ipairs(addresses, `${path}.addresses`).entries()) {
        nodes.push(node(index(address, 'ip', `${path}.addresses[${addressAt}]`), port, weight));
      }
    }
  }
  if (release.sortsNodes) for (const nodes of byPort.values()) sortNodes(nodes);
  return byPort;
}

/**
 * The nodes of one EndpointSlice: its ready endpoints, `ready` absent counting as not ready (core.lua `on_endpoint_slices_modified`,
 * 3.15.0). 3.14 asks each address for its `ip`, and a text has none, so its nodes have no host.
 * Throws a {@link LuaError} where the gateway's Lua would raise.
 */
export function sliceNodes(slice: Json, { release, weight }: { release: Release; weight: number }): PortTable {
  const byPort = new Map<Json, Node[]>();
  const hostless = release.endpointSlices === 'broken';
  const endpoints = index(slice, 'endpoints', 'endpoints');
  if (!isTruthy(endpoints) || endpoints === null || (hostless && luaType(endpoints) !== 'table')) return byPort;
  const ports = (): Iterable<[number, Json]> => ipairsOrEmpty(index(slice, 'ports', 'ports'), 'ports').entries();

  for (const [at, endpoint] of ipairs(endpoints, 'endpoints').entries()) {
    const path = `endpoints[${at}]`;
    const addresses = index(endpoint, 'addresses', path);
    if (!isTruthy(addresses)) continue;
    // 3.14 walks the ports before it looks at `ready`, so `ports: null` stops it even when no endpoint is ready.
    if (!hostless && !isReady(endpoint, path)) continue;
    for (const [portAt, port] of ports()) {
      const portPath = `ports[${portAt}]`;
      if (hostless) portName(port, portPath);
      if (hostless && !isReady(endpoint, path)) continue;
      const nodes = nodesOfPort(byPort, port, { path: portPath, addresses, addressesPath: `${path}.addresses` });
      for (const [addressAt, address] of ipairs(addresses, `${path}.addresses`).entries()) {
        const host = hostless ? index(address, 'ip', `${path}.addresses[${addressAt}]`) : address;
        nodes.push(node(host, port, weight));
      }
    }
  }
  return byPort;
}

/**
 * All slices of a service as one: nodes of the same port name appended, then sorted; an address in two slices is listed twice
 * (core.lua `get_endpoints_from_cache`, 3.15.0). Throws a {@link LuaError} where one slice has 8000 nodes or more for a port.
 */
export function mergeSlices(slices: Iterable<PortTable>): PortTable {
  const merged = new Map<Json, Node[]>();
  for (const slice of slices) {
    for (const [port, nodes] of slice) {
      if (nodes.length >= UNPACK_LIMIT) throw new LuaError('too many results to unpack', 'endpoints', nodes.length);
      const known = merged.get(port);
      if (known === undefined) merged.set(port, [...nodes]);
      else for (const one of nodes) known.push(one);
    }
  }
  for (const nodes of merged.values()) sortNodes(nodes);
  return merged;
}

function isReady(endpoint: Json, path: string): boolean {
  const conditions = index(endpoint, 'conditions', path);
  return isTruthy(conditions) && isTruthy(index(conditions, 'ready', `${path}.conditions`));
}

function nodesOfPort(
  byPort: Map<Json, Node[]>,
  port: Json,
  { path, addresses, addressesPath }: { path: string; addresses: Json; addressesPath: string },
): Node[] {
  const name = portName(port, path);
  const known = byPort.get(name);
  if (known !== undefined) return known;
  assertHasLength(addresses, addressesPath);
  const nodes: Node[] = [];
  byPort.set(name, nodes);
  return nodes;
}

/** The key of a port: its name, else its number. The API has no `targetPort` here, but the gateway asks for it. */
function portName(port: Json, path: string): Json {
  const name = index(port, 'name', path);
  if (isTruthy(name)) return name;
  const targetPort = index(port, 'targetPort', path);
  return toLuaString(isTruthy(targetPort) ? targetPort : index(port, 'port', path));
}

function node(host: Json | Nil, port: Json, weight: number): Node {
  const number = index(port, 'port', 'port');
  if (host !== undefined && number !== undefined) return { host, port: number, weight };
  return { ...(host === undefined ? {} : { host }), ...(number === undefined ? {} : { port: number }), weight };
}

/** By host as text, then by port; so 10.0.0.10 comes before 10.0.0.9. */
function sortNodes(nodes: Node[]): void {
  luaSort(nodes, (left, right) => (left.host === right.host ? isLess(left.port, right.port) : isLess(left.host, right.host)));
}

/** Lua's `<`, which takes two numbers or two strings and nothing else. */
function isLess(left: Json | Nil, right: Json | Nil): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left < right;
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  throw new LuaError(`attempt to compare ${luaType(left)} with ${luaType(right)}`, 'addresses', left);
}

/** `metadata.namespace .. "/" .. name`, the key of the shared dict. Throws a {@link LuaError} where a part cannot be joined. */
export function serviceKey(namespace: Json | Nil, name: Json | Nil, namePath = 'metadata.name'): string {
  return `${concatenable(namespace, 'metadata.namespace')}/${concatenable(name, namePath)}`;
}
