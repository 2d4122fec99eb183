import { watchedResource } from '../../apisix/view.ts';
import type { ClusterFacts } from '../../resolve/facts.ts';
import { liveFacts } from '../../resolve/live-facts.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/** Facts about single services, asked as the admin where there is one, and each once. Asks for nothing by itself. */
export function readClusterFacts({ admin, transport, settings, release, signal, clock }: ExaminedCluster): Promise<ClusterFacts> {
  const resource = watchedResource(release, settings.resource);
  return Promise.resolve(liveFacts({ transport: admin?.transport ?? transport, resource, signal, clock }));
}
