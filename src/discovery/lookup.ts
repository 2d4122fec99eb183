import type { Node, PortNodes } from '../apisix/nodes.ts';
import type { ServiceName } from '../apisix/service-name.ts';
import { parseServiceName } from '../apisix/service-name.ts';
import type { DiscoveredCluster, Discovery } from './discovery.ts';

/** What the gateway's `nodes(service_name)` comes to: a list, possibly empty, or nil and where the search ended. */
export type Lookup =
  | { readonly kind: 'nodes'; readonly name: ServiceName; readonly cluster: DiscoveredCluster; readonly nodes: readonly Node[] }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown-id'; readonly name: ServiceName }
  | { readonly kind: 'no-service'; readonly name: ServiceName; readonly cluster: DiscoveredCluster }
  | { readonly kind: 'no-port'; readonly name: ServiceName; readonly cluster: DiscoveredCluster; readonly ports: PortNodes };

/** The gateway's answer as of now. */
export function lookUp(discovery: Discovery, serviceName: string): Lookup {
  const name = parseServiceName(serviceName, discovery.mode);
  if (name === undefined) return { kind: 'malformed' };
  const cluster = discovery.clusters.find(({ setup }) => setup.id === name.id);
  if (cluster === undefined) return { kind: 'unknown-id', name };
  const ports = cluster.view.dict.service(name.key);
  if (ports === undefined) return { kind: 'no-service', name, cluster };
  const nodes = ports.get(name.port);
  return nodes === undefined ? { kind: 'no-port', name, cluster, ports } : { kind: 'nodes', name, cluster, nodes };
}
