import type { Json } from './lua.ts';
import { toLuaString } from './lua.ts';
import type { Node, PortNodes } from './nodes.ts';

const VERSION_SUFFIX = '#version';
const READY_KEY = 'discovery_ready';
const READY = Symbol('discovery_ready');
const VERSION = Symbol('version');

type Entry = PortNodes | typeof READY | typeof VERSION;

/** The content of one key as the control API's dump shows it: a service, or the flag that a list has passed (3.15.0 and newer). */
export type DictValue = { readonly kind: 'service'; readonly ports: PortNodes } | { readonly kind: 'ready' };

/**
 * The gateway's `lua_shared_dict kubernetes[-id]`: `namespace/name` → nodes by port, beside it `namespace/name#version`, and a flag.
 * A service is found through its version key, so an object called `x#version` can shadow `x` (core.lua `resolve_nodes`).
 * The size limit of the real one is not modelled.
 */
export class NodeDict {
  readonly #entries = new Map<string, Entry>();

  set(key: string, ports: PortNodes): void {
    this.#entries.set(key + VERSION_SUFFIX, VERSION);
    this.#entries.set(key, asStored(ports));
  }

  delete(key: string): void {
    this.#entries.delete(key + VERSION_SUFFIX);
    this.#entries.delete(key);
  }

  setReady(): void {
    this.#entries.set(READY_KEY, READY);
  }

  /**
   * Deletes those of the `known` keys whose service is not in `current`; the flag among them, as the gateway does. Returns the keys
   * of the services that are gone.
   */
  deleteStale(known: Iterable<string>, current: ReadonlySet<string>): string[] {
    const gone: string[] = [];
    for (const key of known) {
      const service = key.endsWith(VERSION_SUFFIX) ? key.slice(0, -VERSION_SUFFIX.length) : key;
      if (current.has(service) || current.has(key)) continue;
      if (typeof this.#entries.get(key) === 'object') gone.push(key);
      this.#entries.delete(key);
    }
    return gone;
  }

  /** All keys, those of versions included. */
  keys(): string[] {
    return [...this.#entries.keys()];
  }

  /** The service's nodes by port; undefined where the gateway logs `get empty endpoint version from discovery DICT`. */
  service(key: string): PortNodes | undefined {
    if (!this.#entries.has(key + VERSION_SUFFIX)) return undefined;
    const entry = this.#entries.get(key);
    return typeof entry === 'object' ? entry : undefined;
  }

  get ready(): boolean {
    return this.#entries.has(READY_KEY);
  }

  /** Every key but those of versions, sorted; the gateway's own order is that of last use. */
  values(): readonly (readonly [key: string, value: DictValue])[] {
    const values: (readonly [string, DictValue])[] = [];
    for (const [key, entry] of this.#entries) {
      if (key.endsWith(VERSION_SUFFIX)) continue;
      if (entry === READY) values.push([key, { kind: 'ready' }]);
      else if (entry !== VERSION) values.push([key, { kind: 'service', ports: entry }]);
    }
    return values.sort(([left], [right]) => (left < right ? -1 : 1));
  }
}

/** Content passes through JSON on its way into the dict, and a null is written there as the text `userdata: NULL` (core/json.lua). */
function asStored(ports: PortNodes): PortNodes {
  let stored = ports as Map<string, readonly Node[]>;
  for (const [port, nodes] of ports) {
    if (!nodes.some(({ host, port: number }) => host === null || number === null)) continue;
    if (stored === ports) stored = new Map(ports);
    stored.set(
      port,
      nodes.map((node) => ({ ...node, ...nullAsText('host', node.host), ...nullAsText('port', node.port) })),
    );
  }
  return stored;
}

function nullAsText(key: 'host' | 'port', value: Json | undefined): Partial<Node> {
  return value === null ? { [key]: toLuaString(null) } : {};
}
