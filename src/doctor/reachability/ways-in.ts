import { formatAddress } from '../../apisix/address.ts';
import { readJson, whereAllowed } from '../../kube/ask.ts';
import type { Asking } from '../../kube/ask.ts';
import { listOf, mapOf, textOf } from '../../kube/json-map.ts';
import type { JsonMap } from '../../kube/json-map.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { readKubeNodes } from '../facts/kube-nodes.ts';
import type { KubeNode } from '../facts/kube-nodes.ts';
import type { Target } from './targets.ts';

/** A way to a service from outside of the cluster. */
export interface WayIn {
  /** `NodePort 10.1.0.5:30080 leads to shop/cms:http`. */
  readonly sentence: string;
  /** For `nodes` of an upstream; undefined where a request needs the right host or path, too. */
  readonly address: { readonly host: string; readonly port: number } | undefined;
}

/** So many services are looked at: each is a request, and its namespace another. */
const MOST = 5;

/** The ways to the services of these nodes, asked as the admin; undefined without one. What he may not read is left out. */
export async function readWaysIn(cluster: ExaminedCluster, targets: readonly Target[]): Promise<readonly WayIn[] | undefined> {
  const { admin, signal } = cluster;
  if (admin === undefined) return undefined;
  const asking: Asking = { transport: admin.transport, signal };
  const machines = (await cluster.once(readKubeNodes)) ?? [];
  const services = new Map(targets.map((target) => [target.key, target]));
  const some = [...services.values()].slice(0, MOST);
  const ways = await Promise.all(some.map((target) => waysTo(target, { asking, machines })));
  return ways.flat();
}

interface Surroundings {
  readonly asking: Asking;
  readonly machines: readonly KubeNode[];
}

async function waysTo(target: Target, { asking, machines }: Surroundings): Promise<readonly WayIn[]> {
  const { key, portKey } = target;
  const [namespace = '', name = ''] = key.split('/');
  const base = `/namespaces/${encodeURIComponent(namespace)}`;
  const service = await whereAllowed(readJson({ path: `/api/v1${base}/services/${encodeURIComponent(name)}` }, asking));
  const ingresses = await whereAllowed(readJson({ path: `/apis/networking.k8s.io/v1${base}/ingresses` }, asking));
  const spec = mapOf(service?.body['spec']);
  const port = listOf(spec['ports'])
    .map(mapOf)
    .find((one) => [one['name'], one['targetPort'], one['port']].some((part) => String(part) === portKey));
  return [
    ...(port === undefined ? [] : balancerOf(mapOf(service?.body['status']), { port, target })),
    ...(port === undefined ? [] : nodePortOf(port, { machines, target })),
    ...listOf(ingresses?.body['items']).flatMap((ingress) => ingressTo(mapOf(ingress), name)),
  ];
}

function balancerOf(status: JsonMap, { port, target }: { readonly port: JsonMap; readonly target: Target }): readonly WayIn[] {
  const host = addressIn(status);
  const number = port['port'];
  if (host === undefined || typeof number !== 'number') return [];
  return [wayBy('LoadBalancer', { host, port: number }, target)];
}

function nodePortOf(
  { nodePort }: JsonMap,
  { machines, target }: { readonly machines: readonly KubeNode[]; readonly target: Target },
): readonly WayIn[] {
  const host = machines.flatMap(({ external }) => external)[0] ?? machines.flatMap(({ internal }) => internal)[0];
  if (host === undefined || typeof nodePort !== 'number') return [];
  return [wayBy('NodePort', { host, port: nodePort }, target)];
}

function wayBy(kind: string, address: NonNullable<WayIn['address']>, { serviceName }: Target): WayIn {
  return { sentence: `${kind} ${formatAddress(address)} leads to ${serviceName}`, address };
}

function ingressTo(ingress: JsonMap, service: string): readonly WayIn[] {
  const { namespace, name } = mapOf(ingress['metadata']);
  const { rules, defaultBackend } = mapOf(ingress['spec']);
  const sendsTo = (backend: unknown): boolean => mapOf(mapOf(backend)['service'])['name'] === service;
  const rule = listOf(rules)
    .map(mapOf)
    .find(({ http }) => listOf(mapOf(http)['paths']).some((path) => sendsTo(mapOf(path)['backend'])));
  if (rule === undefined && !sendsTo(defaultBackend)) return [];
  const host = textOf(rule?.['host']) ?? 'any host';
  const address = addressIn(mapOf(ingress['status']));
  const at = address === undefined ? 'which has no address yet' : `at ${address}`;
  return [
    { sentence: `Ingress ${String(namespace)}/${String(name)}, ${at}, leads to ${service} for ${host}`, address: undefined },
  ];
}

/** Of a Service of type LoadBalancer, or an Ingress: `status.loadBalancer.ingress`. */
function addressIn({ loadBalancer }: JsonMap): string | undefined {
  const { ip, hostname } = mapOf(listOf(mapOf(loadBalancer)['ingress'])[0]);
  return textOf(ip) ?? textOf(hostname);
}
