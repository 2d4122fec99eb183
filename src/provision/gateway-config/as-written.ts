import type { ClusterConfig, DiscoveryConfig } from '../../apisix/discovery-config/model.ts';
import type { GatewayEntry, GatewayTarget } from './entry.ts';
import { urlOf } from './service-address.ts';

// A merge leaves what the operator has chosen: what the gateway then does is what is written, not what was wanted.

/** A target with the address and the token file that a config has for its cluster. */
export function targetAsWritten(target: GatewayTarget, config: DiscoveryConfig): GatewayTarget {
  const { connection, credential, address } = target;
  const cluster = clusterOf(config, connection.id);
  if (cluster === undefined) return target;
  const { service, client } = cluster;
  const written = urlOf(service, connection);
  const isFileKept = credential.kind === 'token' && client.kind === 'token-file';
  return {
    ...target,
    // With its path, which the config cannot have.
    address: written?.origin === address?.origin ? address : written,
    credential: isFileKept ? client : credential,
  };
}

/** An entry with the address and the credential that a config has for its cluster. May hold a token. */
export function entryAsWritten(entry: GatewayEntry, config: DiscoveryConfig): GatewayEntry {
  const cluster = clusterOf(config, entry.id);
  if (cluster === undefined) return entry;
  const { schema, host, port } = cluster.service;
  const { client } = cluster;
  return {
    ...entry,
    service: { schema, host, port },
    client: client.kind === 'token' ? { token: client.token } : { token_file: client.path },
  };
}

function clusterOf({ clusters }: DiscoveryConfig, id: string | undefined): ClusterConfig | undefined {
  return clusters.find((cluster) => cluster.id === id);
}
