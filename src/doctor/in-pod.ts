import { isMountedToken } from '../kube/own-pod.ts';
import type { ExaminedCluster } from './examined-cluster.ts';

/** Whether this runs in a pod of the gateway's account: then its token is mounted, and is the one that is used. */
export function isInPod({ connection, token }: Pick<ExaminedCluster, 'connection' | 'token'>): boolean {
  return connection.source.kind === 'in-cluster' || (token?.place.kind === 'token-file' && isMountedToken(token.place.path));
}
