import { manifestFacts } from '../../resolve/manifest-facts.ts';
import { readManifests } from '../../resolve/manifests.ts';
import { offlineDiscovery } from '../../resolve/offline-discovery.ts';
import type { ResolveReport } from '../../resolve/report.ts';
import { allNames, resolveNames } from '../../resolve/resolve.ts';
import type { GatewayDiscovery } from '../gateway-config.ts';
import type { Host } from '../host.ts';
import type { ResolveFlags } from './flags.ts';
import { filesByCluster, readManifestFiles } from './manifest-files.ts';

/** What the gateway would answer if its API servers held what the files of `-f` hold, and nothing else. */
export async function reportOffline(
  { discovery: config }: GatewayDiscovery,
  flags: ResolveFlags,
  host: Host,
): Promise<ResolveReport> {
  const paths = filesByCluster(flags.file, config);
  const sources = await readManifestFiles([...paths.values()].flat(), host);
  const discovery = offlineDiscovery({
    release: flags.gatewayVersion,
    config,
    objects({ id }, resource) {
      const files = (paths.get(id) ?? []).flatMap((path) => sources.get(path) ?? []);
      return readManifests(files, resource);
    },
  });
  return resolveNames(discovery, flags.all === true ? allNames(discovery) : flags.names, manifestFacts);
}
