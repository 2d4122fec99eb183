import { watchedResource } from '../../apisix/view.ts';
import type { ClusterConfig } from '../../apisix/discovery-config/model.ts';
import type { ClusterSettings } from '../../discovery/discovery.ts';
import { UserError } from '../../findings/user-error.ts';
import { parseLabelSelector } from '../../kube/label-selector/label-selector.ts';
import { manifestFacts } from '../../resolve/manifest-facts.ts';
import { readManifests } from '../../resolve/manifests.ts';
import { offlineCluster } from '../../resolve/offline-cluster.ts';
import type { OfflineCluster } from '../../resolve/offline-cluster.ts';
import type { ResolveReport } from '../../resolve/report.ts';
import { allNames, resolveNames } from '../../resolve/resolve.ts';
import type { GatewayDiscovery } from '../gateway-config.ts';
import type { Host } from '../host.ts';
import type { ResolveFlags } from './flags.ts';
import { filesByCluster, readManifestFiles } from './manifest-files.ts';

/** What the gateway would answer if its API servers held what the files of `-f` hold, and nothing else. */
export async function reportOffline({ discovery }: GatewayDiscovery, flags: ResolveFlags, host: Host): Promise<ResolveReport> {
  const release = flags.gatewayVersion;
  const { mode } = discovery;
  const paths = filesByCluster(flags.file, discovery);
  const sources = await readManifestFiles([...paths.values()].flat(), host);
  const clusters = discovery.clusters.map((cluster): OfflineCluster => {
    const setup = settingsOf(cluster);
    const files = (paths.get(cluster.id) ?? []).flatMap((path) => sources.get(path) ?? []);
    const objects = readManifests(files, watchedResource(release, setup.resource));
    return offlineCluster({ release, setup, objects, selectsLabels: labelFilter(cluster) });
  });
  const offline = { release, mode, clusters };
  return resolveNames(offline, flags.all === true ? allNames(offline) : flags.names, manifestFacts);
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
function labelFilter({ labelSelector = '' }: ClusterConfig): (labels: Readonly<Record<string, string>>) => boolean {
  const selector = parseLabelSelector(labelSelector);
  if (selector.ok) return selector.matches;
  throw new UserError(`the API server would refuse label_selector ${JSON.stringify(labelSelector)}: ${selector.message}`, {
    hint: 'write it without quotes: app=web,tier!=cache',
  });
}
