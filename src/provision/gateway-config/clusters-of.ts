import type { DiscoveryConfig } from '../../apisix/discovery-config/model.ts';
import type { Release } from '../../apisix/release.ts';
import { watchedResource } from '../../apisix/view.ts';
import type { Resource } from '../../apisix/view.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Connection } from '../../kube/connection.ts';
import { addressText, referenceIn } from './service-address.ts';

/** What a gateway's config says of a cluster that is to be set up for it. */
export interface ConfiguredCluster {
  /** Undefined in single mode. */
  readonly id: string | undefined;
  /** What the release watches there. */
  readonly resources: readonly Resource[];
  /** `https://10.1.0.5:6443`; undefined where a variable holds a part of it. */
  readonly server: string | undefined;
}

/** The clusters of a config that the release accepts, in its order. */
export function clustersOf({ clusters }: DiscoveryConfig, release: Release): readonly ConfiguredCluster[] {
  return clusters.map(({ id, service, watchEndpointSlices }) => {
    const server = addressText(service);
    return {
      id,
      resources: [watchedResource(release, watchEndpointSlices ? 'endpointslices' : 'endpoints')],
      server: referenceIn(server) === undefined ? server : undefined,
    };
  });
}

/** That the gateway asks another address than the set-up, which may be another cluster; undefined where it is the same, or not known. */
export function addressMismatch({ id, server }: ConfiguredCluster, connection: Connection): Finding | undefined {
  if (server === undefined || !URL.canParse(server) || new URL(server).origin === connection.server.origin) return undefined;
  const { source } = connection;
  const asked =
    source.kind === 'kubeconfig'
      ? `context ${source.context} is ${connection.server.origin}`
      : `the set-up asks ${connection.server.origin}`;
  return {
    id: 'N20',
    severity: 'warning',
    message: `The config has ${server}, and ${asked}. If these are two clusters, choose the right one with --context or --contexts.`,
    cluster: id ?? connection.name,
  };
}
