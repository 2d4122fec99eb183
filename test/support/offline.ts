import type { DiscoveryMode } from '../../src/apisix/service-name.ts';
import { releaseOf } from '../../src/apisix/release.ts';
import { watchedResource } from '../../src/apisix/view.ts';
import type { ClusterSettings, Discovery } from '../../src/discovery/discovery.ts';
import type { ClusterFacts } from '../../src/resolve/facts.ts';
import { readManifests } from '../../src/resolve/manifests.ts';
import type { OfflineCluster } from '../../src/resolve/offline-cluster.ts';
import { offlineCluster } from '../../src/resolve/offline-cluster.ts';

interface ClusterFromText extends Partial<ClusterSettings> {
  /** Manifests, or objects that stand for them. */
  readonly manifests: string | readonly object[];
  readonly selectsLabels?: (labels: Readonly<Record<string, string>>) => boolean;
}

/** A gateway's view of clusters that are given as manifests; Endpoints of one cluster in 3.18.0 unless said otherwise. */
export function offline(
  clusters: ClusterFromText | readonly ClusterFromText[],
  { version = '3.18.0', mode = Array.isArray(clusters) ? 'multi' : 'single' }: { version?: string; mode?: DiscoveryMode } = {},
): Discovery<OfflineCluster> {
  const release = releaseOf(version);
  const all = [clusters].flat() as readonly ClusterFromText[];
  return {
    release,
    mode,
    clusters: all.map(({ manifests, selectsLabels = () => true, ...settings }) => {
      const setup: ClusterSettings = {
        id: undefined,
        name: settings.id ?? 'files',
        resource: 'endpoints',
        namespaceSelector: undefined,
        labelSelector: undefined,
        defaultWeight: 50,
        ...settings,
      };
      const text = typeof manifests === 'string' ? manifests : JSON.stringify({ kind: 'List', items: manifests });
      const objects = readManifests([{ path: 'cluster.yaml', text }], watchedResource(release, setup.resource));
      return offlineCluster({ release, setup, objects, selectsLabels });
    }),
  };
}

/** Facts of an account that may read nothing but what it watches. */
export const nothingKnown: ClusterFacts = {
  service: async () => 'unknown',
  servicesNamed: async () => 'unknown',
  servicesIn: async () => 'unknown',
  backing: async () => 'unknown',
  workload: async () => 'unknown',
  pods: async () => 'unknown',
};
