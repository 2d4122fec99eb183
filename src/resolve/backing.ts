import type { Json, Nil } from '../apisix/lua.ts';
import type { Release } from '../apisix/release.ts';
import type { Resource } from '../apisix/view.ts';
import { GatewayView } from '../apisix/view.ts';
import type { DiscoveredCluster } from '../discovery/discovery.ts';
import { field, list } from './json-fields.ts';

/** Addresses that share their ports: a subset of Endpoints, or a slice. */
export interface AddressGroup {
  /** Names and numbers of the ports. */
  readonly ports: readonly string[];
  readonly ready: number;
  readonly notReady: number;
  /** Endpoints of a slice without `conditions.ready`: ready for Kubernetes, not ready for the gateway (core.lua, 3.15.0). */
  readonly undecided: number;
}

/** Reads the Endpoints object or the slices of a service. What is not as the API has it counts as absent. */
export function addressGroups(objects: readonly Json[], resource: Resource): AddressGroup[] {
  if (resource === 'endpoints') return objects.flatMap((object) => list(field(object, 'subsets')).map(subsetGroup));
  return objects.map(sliceGroup);
}

/** The groups that have the port; all of them where none has. */
export function groupsOfPort(groups: readonly AddressGroup[], port: string): readonly AddressGroup[] {
  const having = groups.filter(({ ports }) => ports.includes(port));
  return having.length > 0 ? having : groups;
}

/** How many nodes the gateway would have for a port if these were the only objects of the cluster. */
export function nodesAlone(
  objects: readonly Json[],
  { cluster, release, key, port }: { cluster: DiscoveredCluster; release: Release; key: string; port: string },
): number {
  const { setup } = cluster;
  const view = new GatewayView({
    release,
    resource: setup.resource,
    namespaceFilter: undefined,
    defaultWeight: setup.defaultWeight,
  });
  view.beginList();
  view.listPage({ items: objects, continueToken: undefined });
  view.endList();
  return view.nodes(key, port)?.length ?? 0;
}

function subsetGroup(subset: Json): AddressGroup {
  return {
    ports: portTexts(field(subset, 'ports')),
    ready: list(field(subset, 'addresses')).length,
    notReady: list(field(subset, 'notReadyAddresses')).length,
    undecided: 0,
  };
}

function sliceGroup(slice: Json): AddressGroup {
  const counts = { ready: 0, notReady: 0, undecided: 0 };
  for (const endpoint of list(field(slice, 'endpoints'))) {
    const ready = field(endpoint, 'conditions', 'ready');
    const group = ready === undefined ? 'undecided' : ready === false ? 'notReady' : 'ready';
    counts[group] += list(field(endpoint, 'addresses')).length;
  }
  return { ports: portTexts(field(slice, 'ports')), ...counts };
}

function portTexts(ports: Json | Nil): string[] {
  return list(ports).flatMap((port) => {
    const [name, number] = [field(port, 'name'), field(port, 'port')];
    return [...(typeof name === 'string' ? [name] : []), ...(typeof number === 'number' ? [String(number)] : [])];
  });
}
