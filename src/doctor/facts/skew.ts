import { readSkew } from '../../kube/server-clock.ts';
import { askAnyhow } from '../ask-anyhow.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/** How far the API server's clock is ahead of this machine's, in milliseconds; undefined where it does not say. Rejects with a KubeError. */
export async function readClusterSkew(cluster: ExaminedCluster): Promise<number | undefined> {
  const { signal, clock } = cluster;
  return askAnyhow(cluster, (transport) => readSkew({ transport, signal }, () => clock.now()));
}
