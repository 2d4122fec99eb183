import type { Node, PortNodes } from '../apisix/nodes.ts';
import { formatServiceName } from '../apisix/service-name.ts';
import type { DiscoveredCluster, Discovery } from '../discovery/discovery.ts';

/** A service that has nodes on at least one port. */
export interface KnownService {
  readonly cluster: DiscoveredCluster;
  /** `namespace/name`. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  /** Only ports with nodes. */
  readonly ports: PortNodes;
}

/** What has nodes now, to find names to suggest. A picture of the moment it is made. */
export class Directory {
  /** In the order of the clusters, then by key. */
  readonly services: readonly KnownService[];
  readonly #byName = new Map<string, KnownService[]>();

  constructor(discovery: Discovery) {
    this.services = discovery.clusters.flatMap(servicesOf);
    for (const service of this.services) {
      const namesakes = this.#byName.get(service.name);
      if (namesakes === undefined) this.#byName.set(service.name, [service]);
      else namesakes.push(service);
    }
  }

  /** Services of this name, in all clusters and namespaces. */
  named(name: string): readonly KnownService[] {
    return this.#byName.get(name) ?? [];
  }

  /** The service under `namespace/name`, in each cluster that has it. */
  at(key: string): readonly KnownService[] {
    return this.named(key.slice(key.indexOf('/') + 1)).filter((service) => service.key === key);
  }
}

/** The service_names of a service, one for each port with nodes; those of `preferred` ports first, in that order. */
export function namesOf(service: KnownService, preferred: readonly string[] = []): string[] {
  const ports = new Set([...preferred.filter((port) => service.ports.has(port)), ...service.ports.keys()]);
  return [...ports].map((port) => formatServiceName({ id: service.cluster.setup.id, key: service.key, port }));
}

/** Ports of a service with a node of this number. */
export function portsWithNumber({ ports }: KnownService, number: number): string[] {
  const has = (nodes: readonly Node[]): boolean => nodes.some(({ port }) => port === number);
  return [...ports].flatMap(([port, nodes]) => (has(nodes) ? [port] : []));
}

function servicesOf(cluster: DiscoveredCluster): KnownService[] {
  return cluster.view.dict.values().flatMap(([key, value]) => {
    if (value.kind !== 'service') return [];
    const ports = new Map([...value.ports].filter(([, nodes]) => nodes.length > 0));
    if (ports.size === 0) return [];
    const slash = key.indexOf('/');
    return [{ cluster, key, namespace: key.slice(0, slash), name: key.slice(slash + 1), ports }];
  });
}
