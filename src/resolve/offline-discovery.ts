import type { ClusterConfig, DiscoveryConfig } from '../apisix/discovery-config/model.ts';
import type { Release } from '../apisix/release.ts';
import type { Resource } from '../apisix/view.ts';
import { watchedResource } from '../apisix/view.ts';
import type { ClusterSettings, Discovery } from '../discovery/discovery.ts';
import { UserError } from '../findings/user-error.ts';
import { parseLabelSelector } from '../kube/label-selector/label-selector.ts';
import type { Labels } from './facts.ts';
import type { ManifestObjects } from './manifests.ts';
import type { OfflineCluster } from './offline-cluster.ts';
import { offlineCluster } from './offline-cluster.ts';

export interface OfflineDiscoveryOptions {
  readonly release: Release;
  readonly config: DiscoveryConfig;
  /** What the API server of a cluster holds; `resource` is what the release really watches there. */
  readonly objects: (cluster: ClusterConfig, resource: Resource) => ManifestObjects;
}

/** What the gateway would know if its API servers held these objects, and nothing else. Throws a {@link UserError} for a malformed label_selector. */
export function offlineDiscovery({ release, config, objects }: OfflineDiscoveryOptions): Discovery<OfflineCluster> {
  const clusters = config.clusters.map((cluster) => {
    const setup = settingsOf(cluster);
    const watched = watchedResource(release, setup.resource);
    return offlineCluster({ release, setup, objects: objects(cluster, watched), selectsLabels: labelFilter(cluster) });
  });
  return { release, mode: config.mode, clusters };
}

function settingsOf({
  id,
  namespaceSelector,
  labelSelector,
  defaultWeight,
  watchEndpointSlices,
}: ClusterConfig): ClusterSettings {
  const resource = watchEndpointSlices ? 'endpointslices' : 'endpoints';
  return { id, name: id ?? 'files', resource, namespaceSelector, labelSelector, defaultWeight };
}

/** The API server's own judgement of an object's labels. */
function labelFilter({ labelSelector = '' }: ClusterConfig): (labels: Labels) => boolean {
  const selector = parseLabelSelector(labelSelector);
  if (selector.ok) return selector.matches;
  throw new UserError(`the API server would refuse label_selector ${JSON.stringify(labelSelector)}: ${selector.message}`, {
    hint: 'write it without quotes: app=web,tier!=cache',
  });
}
