import { RESOURCES } from '../../apisix/view.ts';
import type { Resource } from '../../apisix/view.ts';
import { resourceGroup } from '../../discovery/request.ts';
import { whereAllowed } from '../../kube/ask.ts';
import { mayI } from '../../kube/reviews.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/** What gateways may watch and whoever asks may list in the whole cluster; also what nobody says. Rejects with a {@link KubeError}. */
export async function readListable(cluster: ExaminedCluster): Promise<readonly Resource[]> {
  const reviews = await Promise.all(
    RESOURCES.map((resource) => whereAllowed(mayI({ verb: 'list', group: resourceGroup(resource), resource }, cluster))),
  );
  return RESOURCES.filter((_, at) => reviews[at]?.allowed !== false);
}
