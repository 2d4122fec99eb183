import type { Json } from '../../apisix/lua.ts';
import { readJson, whereAllowed } from '../../kube/ask.ts';
import { listOf } from '../../kube/json-map.ts';
import type { ServiceFact } from '../../resolve/facts.ts';
import { serviceFact } from '../../resolve/kube-objects.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/** They are wanted as examples. */
const LIMIT = 500;

/** The first 500 Services of the cluster; `unknown` where nobody may list them. Rejects with a KubeError otherwise. */
export async function readServices({ admin, transport, signal }: ExaminedCluster): Promise<readonly ServiceFact[] | 'unknown'> {
  const asking = { transport: admin?.transport ?? transport, signal };
  const answer = await whereAllowed(readJson({ path: '/api/v1/services', query: { limit: LIMIT } }, asking));
  if (answer === undefined) return 'unknown';
  // What was parsed from JSON is JSON.
  return (listOf(answer.body['items']) as readonly Json[]).map(serviceFact);
}
