import type { Json } from './lua.ts';
import { toLuaString } from './lua.ts';
import type { Node, PortNodes, PortTable } from './nodes.ts';

/** lua-cjson's defaults: a list may have gaps, but beyond item 10 no more of them than items. */
const SPARSE_FROM = 10;
const SPARSE_RATIO = 2;

/** lua-cjson writes so many digits of a number. */
const DIGITS = 14;

/**
 * What is left of a service's ports once the gateway has written them into the shared dict as JSON (core/json.lua `encode` with
 * `force`, lua-cjson): null becomes the text `userdata: NULL`, an empty list an empty map, and a number keeps 14 digits. Undefined
 * where lua-cjson cannot write them, for a port named true, or named by one large number: the gateway then deletes the service's key
 * and leaves its version. Ports that are all named by small numbers are written as a list, in which no port is found by its name.
 */
export function storedPorts(table: PortTable): PortNodes | undefined {
  const keys = [...table.keys()];
  if (keys.some((key) => typeof key === 'boolean')) return undefined;
  if (keys.length > 0 && keys.every(isListIndex)) {
    const last = Math.max(...keys.map(Number));
    return last > SPARSE_FROM && last > keys.length * SPARSE_RATIO ? undefined : new Map();
  }
  return new Map([...table].map(([key, nodes]) => [toLuaString(key), nodes.every(isPlain) ? nodes : nodes.map(storedNode)]));
}

/** lua-cjson counts in C's int. */
function isListIndex(key: Json): boolean {
  return Number.isInteger(key) && Number(key) >= 1 && Number(key) < 2 ** 31;
}

function isPlain({ host, port, weight }: Node): boolean {
  return [host, port, weight].every((value) => value === undefined || storedValue(value) === value);
}

function storedNode({ host, port, weight }: Node): Node {
  return {
    ...(host === undefined ? {} : { host: storedValue(host) }),
    ...(port === undefined ? {} : { port: storedValue(port) }),
    weight: Number(storedValue(weight)),
  };
}

function storedValue(value: Json): Json {
  if (value === null) return toLuaString(null);
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 1e14 ? value : Number(value.toPrecision(DIGITS));
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.length === 0 ? {} : value.map(storedValue);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storedValue(item as Json)]));
}
