import { watchedResource } from '../../apisix/view.ts';
import { isMountedToken, mayBeOwnCluster } from '../../kube/own-pod.ts';
import type { TokenPlace } from '../../token/token-text.ts';
import type { UnaskedServer, VerifiedToken } from '../../token/verify/verification.ts';
import { verifyToken } from '../../token/verify/verify.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/**
 * What the API server, and the admin where there is one, make of the gateway's token. Undefined where none is known: of a person, and where it
 * cannot be read. Rejects only when the signal aborts.
 */
export async function readVerification(cluster: ExaminedCluster): Promise<VerifiedToken | UnaskedServer | undefined> {
  const { token, connection, settings, release, address, askAgain, admin, clock, signal } = cluster;
  if (token === undefined) return undefined;
  return verifyToken({
    token,
    connection,
    address,
    askAgain,
    admin: admin?.connection,
    needed: { resources: [watchedResource(release, settings.resource)], extent: 'each' },
    release,
    isOfOtherPod: isOfOtherPod(token.place, cluster),
    clock,
    signal,
  });
}

/** Of several clusters, one at most is that around the gateway's pod. */
function isOfOtherPod(place: TokenPlace, { id, connection }: ExaminedCluster): boolean {
  const isMounted = place.kind === 'token-file' && isMountedToken(place.path);
  return isMounted && id !== undefined && !mayBeOwnCluster(connection.server.hostname);
}
