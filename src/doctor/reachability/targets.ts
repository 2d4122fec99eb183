import type { Node, PortNodes } from '../../apisix/nodes.ts';
import { formatServiceName } from '../../apisix/service-name.ts';
import type { Discovery } from '../../discovery/discovery.ts';
import type { AskedName } from '../facts/asked-names.ts';
import type { SurveyedCluster } from '../facts/surveyed-discovery.ts';
import { OWN_SERVICE } from '../own-service.ts';

/** A node that one can connect to by TCP. */
export interface Target {
  readonly cluster: SurveyedCluster;
  /** One of the service_names that have it. */
  readonly serviceName: string;
  /** `namespace/name` of the service. */
  readonly key: string;
  readonly port: number;
  readonly host: string;
  /** The key of the port: its name, else its number. */
  readonly portKey: string;
}

/** Of the names that are asked for, so many nodes are connected to; of a cluster that is only looked at, so many in all. */
const MOST_OF_NAMES = 40;
const MOST_OF_SAMPLE = 20;

/** Nodes of each name in turn, the first of all, then the second of all. A node of several names comes once. */
export function targetsOfNames(names: readonly AskedName[], { clusters }: Discovery<SurveyedCluster>): readonly Target[] {
  const ofNames = names.map(({ serviceName, lookup }) => {
    const cluster = 'cluster' in lookup ? clusters.find((one) => one === lookup.cluster) : undefined;
    if (lookup.kind !== 'nodes' || cluster?.survey === undefined) return [];
    const { key, port: portKey } = lookup.name;
    return targetsOfPort(lookup.nodes, { cluster, serviceName, key, portKey });
  });
  return inTurn(ofNames, MOST_OF_NAMES);
}

/** One node of each of some services, spread over all services, and so over the machines that they run on. */
export function sampleTargets({ clusters }: Discovery<SurveyedCluster>): readonly Target[] {
  const listed = clusters.filter(({ survey }) => survey !== undefined);
  const share = Math.ceil(MOST_OF_SAMPLE / Math.max(1, listed.length));
  return listed.flatMap((cluster) => {
    const services = cluster.view.dict.values().flatMap(([key, value]) => {
      const [first, ...others] =
        value.kind === 'service' && key !== OWN_SERVICE ? targetsOfPorts(value.ports, { cluster, key }) : [];
      return first === undefined ? [] : [[first, ...others]];
    });
    const step = Math.max(1, Math.floor(services.length / share));
    const chosen = services.filter((_, at) => at % step === 0);
    return inTurn(
      chosen.map((targets, at) => rotated(targets, at)),
      share,
    );
  });
}

type Owner = Pick<Target, 'cluster' | 'serviceName' | 'key' | 'portKey'>;

function targetsOfPorts(ports: PortNodes, { cluster, key }: Pick<Target, 'cluster' | 'key'>): readonly Target[] {
  return [...ports].flatMap(([portKey, nodes]) => {
    const serviceName = formatServiceName({ id: cluster.setup.id, key, port: portKey });
    return targetsOfPort(nodes, { cluster, serviceName, key, portKey });
  });
}

function targetsOfPort(nodes: readonly Node[], owner: Owner): readonly Target[] {
  if (owner.cluster.survey?.ports.of(owner.key, owner.portKey).notTcp !== undefined) return [];
  return nodes.flatMap(({ host, port }) =>
    typeof host === 'string' && typeof port === 'number' ? [{ ...owner, host, port }] : [],
  );
}

/** The first of each list, then the second of each, up to `most`; each address of a cluster once. */
function inTurn(lists: readonly (readonly Target[])[], most: number): readonly Target[] {
  const chosen = new Map<string, Target>();
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let turn = 0; turn < longest; turn++) {
    for (const list of lists) {
      if (chosen.size === most) return [...chosen.values()];
      const target = list[turn];
      if (target !== undefined) chosen.set(`${target.cluster.setup.name} ${target.host} ${target.port}`, target);
    }
  }
  return [...chosen.values()];
}

/** So that not always the first node of a service is taken, which has the least address. */
function rotated(targets: readonly Target[], by: number): readonly Target[] {
  const start = by % targets.length;
  return [...targets.slice(start), ...targets.slice(0, start)];
}
