import { readJson, whereAllowed } from '../../kube/ask.ts';
import { listOf, mapOf, textOf } from '../../kube/json-map.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/** A Node of the cluster: a machine, not a node of an upstream. */
export interface KubeNode {
  readonly name: string;
  /** Where it is to be reached from within the cluster's network. */
  readonly internal: readonly string[];
  /** Where from outside. */
  readonly external: readonly string[];
  /** Such as `kind://docker/kind/kind-control-plane`; undefined where nobody wrote one. */
  readonly providerId: string | undefined;
}

/** More machines tell nothing new of whether machines can be reached. */
const MOST = 100;

/** Some of the cluster's machines, asked as the admin; undefined without one, and where he may not list them. Rejects with a KubeError. */
export async function readKubeNodes({ admin, signal }: ExaminedCluster): Promise<readonly KubeNode[] | undefined> {
  if (admin === undefined) return undefined;
  const { transport } = admin;
  const answer = await whereAllowed(readJson({ path: '/api/v1/nodes', query: { limit: MOST } }, { transport, signal }));
  return answer && listOf(answer.body['items']).map(kubeNode);
}

function kubeNode(object: unknown): KubeNode {
  const { metadata, spec, status } = mapOf(object);
  const addresses = listOf(mapOf(status)['addresses']).map(mapOf);
  const of = (type: string): readonly string[] =>
    addresses.flatMap((address) => (address['type'] === type ? (textOf(address['address']) ?? []) : []));
  return {
    name: textOf(mapOf(metadata)['name']) ?? '',
    internal: of('InternalIP'),
    external: of('ExternalIP'),
    providerId: textOf(mapOf(spec)['providerID']),
  };
}
