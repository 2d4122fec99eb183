import { rootCertificates } from 'node:tls';
import type { ClusterConfig, DiscoveryConfig } from '../apisix/discovery-config/model.ts';
import { resolveCredential, resolveService } from '../apisix/discovery-config/references.ts';
import type { StartFailure } from '../apisix/discovery-config/references.ts';
import type { Release } from '../apisix/release.ts';
import { UserError } from '../findings/user-error.ts';
import type { Connection, TlsTrust } from './connection.ts';
import { tokenCredentials, tokenFileCredentials } from './credentials.ts';
import { parseServerUrl } from './server-url.ts';
import { readNamedFile } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** The gateway's config and what else of the gateway bears on its connections. */
export interface GatewayConfig {
  /** Where the config was read from. */
  readonly path: string;
  readonly discovery: DiscoveryConfig;
  /** `apisix.ssl.ssl_trusted_certificate`: paths, comma-separated, `system` among them for the system's roots. */
  readonly trustedCertificate?: string;
  readonly release: Pick<Release, 'tokenReading'>;
}

/**
 * The API servers that the gateway asks, as it asks them: no server name in the handshake and none compared, certificates verified
 * only where `ssl_verify` counts (discovery/kubernetes/informer_factory.lua, 3.18.0). Throws a {@link UserError} where a variable or
 * a token is missing, whichever cluster's, as the gateway then gives up at start.
 */
export async function connectionsFromGateway(gateway: GatewayConfig, surroundings: Surroundings): Promise<readonly Connection[]> {
  return Promise.all(gateway.discovery.clusters.map((cluster) => connectionOf(cluster, gateway, surroundings)));
}

async function connectionOf(cluster: ClusterConfig, gateway: GatewayConfig, surroundings: Surroundings): Promise<Connection> {
  const { path, release } = gateway;
  const { id } = cluster;
  const title = id === undefined ? '' : `cluster ${id}: `;
  const failure = ({ message, hint }: StartFailure) => new UserError(`${title}${message}`, { hint, place: { path } });
  const env = (name: string) => surroundings.env[name];

  const service = resolveService(cluster, env);
  if (!service.ok) throw failure(service);
  const server = parseServerUrl(`${service.schema}://${service.host}:${service.port}`, `${title}service`, { path });
  const resolved = resolveCredential(cluster, { env, release });
  if (!resolved.ok) throw failure(resolved);
  const { credential } = resolved;
  return {
    id,
    name: id ?? server.host,
    server,
    source: { kind: 'config', path },
    credentials:
      credential.kind === 'token'
        ? tokenCredentials({ token: credential.token, origin: `${title}client.token`, server: server.origin })
        : tokenFileCredentials({
            path: credential.path,
            origin: `${title}client.token_file`,
            server: server.origin,
            readFile: surroundings.readFile,
          }),
    trust: await trustOf(cluster, gateway, surroundings),
  };
}

async function trustOf(
  { service }: ClusterConfig,
  { trustedCertificate = 'system' }: GatewayConfig,
  surroundings: Surroundings,
): Promise<TlsTrust> {
  if (!service.sslVerify) return { verify: 'nothing', servername: '' };
  const trusted = trustedCertificate.split(',').map((path) => path.trim());
  const read = (path: string) => readNamedFile(surroundings, path, 'the certificates of apisix.ssl.ssl_trusted_certificate');
  const files = await Promise.all(trusted.filter((path) => path !== 'system').map(read));
  // Files without `system` among them are all that the gateway trusts (cli/file.lua); Node's roots stand for the system's.
  return { verify: 'chain', servername: '', ca: [...files, ...(trusted.includes('system') ? rootCertificates : [])] };
}
