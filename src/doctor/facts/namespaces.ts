import { readJson, whereAllowed } from '../../kube/ask.ts';
import { listOf, mapOf, textOf } from '../../kube/json-map.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/** More would take longer than what they are wanted for is worth. */
const LIMIT = 5000;

/** Names of the cluster's namespaces; `unknown` where nobody may list them, or there are more than 5,000. Rejects with a KubeError otherwise. */
export async function readNamespaces({ admin, transport, signal }: ExaminedCluster): Promise<readonly string[] | 'unknown'> {
  const asking = { transport: admin?.transport ?? transport, signal };
  const answer = await whereAllowed(readJson({ path: '/api/v1/namespaces', query: { limit: LIMIT } }, asking));
  if (answer === undefined) return 'unknown';
  const { items, metadata } = answer.body;
  if (textOf(mapOf(metadata)['continue']) !== undefined) return 'unknown';
  return listOf(items).flatMap((item) => textOf(mapOf(mapOf(item)['metadata'])['name']) ?? []);
}
