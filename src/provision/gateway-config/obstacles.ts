import type { Finding } from '../../findings/finding.ts';
import type { Connection } from '../../kube/connection.ts';
import type { AuthenticationMethod } from '../../kube/credentials.ts';
import { addressObstacles, whereToName } from './address-obstacles.ts';
import type { GatewayTarget } from './entry.ts';
import type { Obstacle } from './obstacle.ts';
import { releaseObstacles } from './release-obstacles.ts';

/** What of the way to a cluster the gateway cannot go, and what is otherwise on its own way. Holds no secret. */
export function obstaclesOf(target: GatewayTarget): readonly Finding[] {
  const { connection, address, credential } = target;
  const obstacles = [
    ...(address === undefined ? [] : addressObstacles(address, connection)),
    // Another address need not be reached in the way of the kubeconfig.
    ...(address?.href === connection.server.href ? wayObstacles(connection) : []),
    ...(address?.protocol === 'https:' ? trustObstacles(target) : []),
    ...(credential.kind === 'in-cluster' ? [] : methodObstacles(connection)),
    ...releaseObstacles(target),
  ];
  const cluster = connection.id ?? connection.name;
  return obstacles.map((obstacle) => ({ ...obstacle, cluster }));
}

function wayObstacles(connection: Connection): readonly Obstacle[] {
  return [proxyMissed(connection), serverNameMissed(connection)].filter((obstacle) => obstacle !== undefined);
}

function proxyMissed(connection: Connection): Obstacle | undefined {
  const { server, proxyAgent } = connection;
  if (proxyAgent === undefined) return undefined;
  return {
    id: 'N12',
    severity: 'warning',
    message:
      `The kubeconfig reaches ${server.host} through its proxy-url, and the gateway knows no proxy. ` +
      `Let it reach that address directly, or name another ${whereToName(connection)}.`,
  };
}

function serverNameMissed(connection: Connection): Obstacle | undefined {
  const { server, trust } = connection;
  const { servername = '' } = trust;
  if (servername === '' || servername === server.hostname) return undefined;
  return {
    id: 'N09',
    severity: 'warning',
    message:
      `The kubeconfig asks for the server name ${servername}, and the gateway sends none in its TLS handshake. ` +
      `If the name is what leads to this cluster, name an address that leads to it alone ${whereToName(connection)}.`,
  };
}

/** Whoever checks the certificate here should know that the gateway does not. */
function trustObstacles({ connection, release }: GatewayTarget): readonly Obstacle[] {
  if (connection.trust.verify === 'nothing') return [];
  const message = release.verifiesTls
    ? 'The gateway checks the certificate of the API server only with service.ssl_verify: true, and then against ' +
      'apisix.ssl.ssl_trusted_certificate, which must hold the CA of the cluster.'
    : `APISIX ${release.version} does not check the certificate of the API server. From 3.17.0 on service.ssl_verify: true does.`;
  return [{ id: 'C23', severity: 'info', message }];
}

const NOT_FOR_GATEWAYS: Readonly<Partial<Record<AuthenticationMethod, string>>> = {
  certificate: 'a client certificate',
  plugin: 'an exec plugin or auth-provider',
  password: 'a user name and password',
};

function methodObstacles({ credentials: { method } }: Connection): readonly Obstacle[] {
  const what = NOT_FOR_GATEWAYS[method];
  if (what === undefined) return [];
  const message = `The kubeconfig has ${what}, which the gateway cannot use. It gets the token of the service account instead.`;
  return [{ id: 'N11', severity: 'info', message }];
}
