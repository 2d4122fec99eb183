import { readToken } from '../../kube/read-token.ts';
import type { GatewayTarget } from './entry.ts';
import type { Obstacle } from './obstacle.ts';

/** What a release does not do, or not rightly, with what `gatewayEntry` makes of a target. */
export function releaseObstacles(target: GatewayTarget): readonly Obstacle[] {
  return [slicesMissed(target), variablesMissed(target), tokenReadOnce(target)].filter((obstacle) => obstacle !== undefined);
}

/** discovery/kubernetes/init.lua, 2.13.0 to 3.15.0. */
function slicesMissed({ release, resources }: GatewayTarget): Obstacle | undefined {
  if (release.endpointSlices === 'merged' || resources.includes('endpoints')) return undefined;
  const message =
    release.endpointSlices === 'broken'
      ? `APISIX ${release.version} watches EndpointSlices, but gets no host of any node from them.`
      : `APISIX ${release.version} watches Endpoints whatever watch_endpoint_slices says, and may not: endpointslices alone are granted.`;
  return { id: 'C22', severity: 'warning', message: `${message} Use 3.15.0 or newer, or set up with --resources endpoints.` };
}

/** nginx drops all variables but those it is told to keep, which the gateway does by itself from 2.14.1 on (#6869). */
function variablesMissed({ release, address, credential }: GatewayTarget): Obstacle | undefined {
  if (release.atLeast('2.14.1') || address !== undefined || credential.kind !== 'in-cluster') return undefined;
  return {
    id: 'E01',
    severity: 'warning',
    message:
      `APISIX ${release.version} sees KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT only if nginx keeps them. ` +
      'List both under nginx_config.envs, or use 2.14.1 or newer.',
  };
}

function tokenReadOnce({ credential }: GatewayTarget): Obstacle | undefined {
  const reading = credential.kind === 'token' ? readToken(credential.token) : undefined;
  if (reading?.kind !== 'service-account' || reading.claims.expiresAt === undefined) return undefined;
  return {
    id: 'T07',
    severity: 'warning',
    message:
      'The token expires, and the gateway reads client.token at its start only. ' +
      'Use a token that lasts (--token secret), or APISIX 3.13.0 or newer with a token_file that somebody renews.',
  };
}
