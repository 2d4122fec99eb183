import type { PortNodes, PortTable } from './nodes.ts';
import { storedPorts } from './stored-ports.ts';

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

  /** Ports that cannot be stored leave the version alone behind. */
  set(key: string, table: PortTable): void {
    this.#entries.set(key + VERSION_SUFFIX, VERSION);
    const ports = storedPorts(table);
    if (ports === undefined) this.#entries.delete(key);
    else this.#entries.set(key, ports);
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
