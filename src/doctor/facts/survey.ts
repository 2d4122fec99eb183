import type { Json, Nil } from '../../apisix/lua.ts';
import type { NamespaceFilter } from '../../apisix/selectors.ts';
import type { Resource } from '../../apisix/view.ts';
import { field, list, objectKey, text } from '../../resolve/json-fields.ts';
import { Flaws } from './flaws.ts';
import { PodlessHosts } from './podless-hosts.ts';
import { PortTraitsByService } from './port-traits.ts';
import { serviceOfSlice } from './service-of-slice.ts';

/** What the listed objects are like, counted as they come, so that a large cluster need not be kept. */
export class Survey {
  readonly resource: Resource;
  readonly ports: PortTraitsByService;
  /** Of all listed objects. */
  readonly podless: PodlessHosts;
  /** Of what the gateway keeps. */
  readonly flaws = new Flaws();
  readonly #keeps: NamespaceFilter;
  readonly #namespaces = new Set<string>();
  readonly #services = new Set<string>();
  readonly #positions = new Map<string, number>();
  #objects = 0;
  #kept = 0;
  #newestVersion = 0;

  /** `filter` is what the gateway judges itself of its namespace_selector; undefined where it keeps everything. */
  constructor(resource: Resource, filter: NamespaceFilter | undefined) {
    this.resource = resource;
    this.ports = new PortTraitsByService(resource);
    this.podless = new PodlessHosts(resource);
    this.#keeps = filter ?? (() => true);
  }

  /** Takes in the items of one page. */
  add(items: Json | Nil): void {
    for (const item of list(items)) {
      this.#objects++;
      this.ports.add(item);
      this.podless.add(item);
      const metadata = field(item, 'metadata');
      const namespace = field(metadata, 'namespace');
      const service = this.resource === 'endpoints' ? objectKey(item) : serviceOfSlice(item);
      this.#namespaces.add(text(namespace) ?? '');
      this.#newestVersion = Math.max(this.#newestVersion, Number(text(field(metadata, 'resourceVersion')) ?? 0) || 0);
      if (!this.#keeps(namespace)) continue;
      this.#kept++;
      this.#services.add(service);
      if (!this.#positions.has(service)) this.#positions.set(service, this.#objects - 1);
      if (this.resource === 'endpoints') this.flaws.addEndpoints(item);
      else this.flaws.addSlice(item, service);
    }
  }

  get objects(): number {
    return this.#objects;
  }

  /** Objects in namespaces that the gateway keeps. */
  get kept(): number {
    return this.#kept;
  }

  /** Services of the kept objects, as `namespace/name`. */
  get services(): ReadonlySet<string> {
    return this.#services;
  }

  /** How many objects the API server lists before the first one of a service; undefined for a service of which nothing is kept. */
  positionOf(service: string): number | undefined {
    return this.#positions.get(service);
  }

  /** Of all listed objects. */
  get namespaces(): ReadonlySet<string> {
    return this.#namespaces;
  }

  /** The highest resourceVersion of an object, as a number; 0 where none has one (KEP-5504: they compare as numbers). */
  get newestVersion(): number {
    return this.#newestVersion;
  }
}
