import type { DiscoveryConfig } from '../../apisix/discovery-config/model.ts';
import type { Release } from '../../apisix/release.ts';
import { watchedResource } from '../../apisix/view.ts';
import type { Resource } from '../../apisix/view.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Connection } from '../../kube/connection.ts';
import type { GatewayService } from './entry.ts';
import { addressText, urlOf } from './service-address.ts';

/** What a gateway's config says of a cluster that is to be set up for it. */
export interface ConfiguredCluster {
  /** Undefined in single mode. */
  readonly id: string | undefined;
  /** What the release watches there. */
  readonly resources: readonly Resource[];
  /** Where it finds the API server; variables may stand in it. */
  readonly service: GatewayService;
}

/** The clusters of a config that the release accepts, in its order. */
export function clustersOf({ clusters }: DiscoveryConfig, release: Release): readonly ConfiguredCluster[] {
  return clusters.map(({ id, service, watchEndpointSlices }) => ({
    id,
    resources: [watchedResource(release, watchEndpointSlices ? 'endpointslices' : 'endpoints')],
    service,
  }));
}

/** That the gateway asks another address than the set-up, which may be another cluster; undefined where it is the same, or not known. */
export function addressMismatch({ id, service }: ConfiguredCluster, connection: Connection): Finding | undefined {
  const url = urlOf(service, connection);
  if (url === undefined || url === connection.server) return undefined;
  const { source } = connection;
  const asked =
    source.kind === 'kubeconfig'
      ? `context ${source.context} is ${connection.server.origin}`
      : `the set-up asks ${connection.server.origin}`;
  return {
    id: 'N20',
    severity: 'warning',
    message: `The config has ${addressText(service)} and keeps it; ${asked}. If these are two clusters, choose the right one with --context or --contexts.`,
    cluster: id ?? connection.name,
  };
}
