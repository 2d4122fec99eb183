import { readSkew } from '../../kube/server-clock.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/** How far the API server's clock is ahead of this machine's, in milliseconds; undefined where it does not say. Rejects with a KubeError. */
export async function readClusterSkew({ transport, signal, clock }: ExaminedCluster): Promise<number | undefined> {
  return readSkew({ transport, signal }, () => clock.now());
}
