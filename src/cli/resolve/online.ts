import type { ResolveReport } from '../../resolve/report.ts';
import { allNames, resolveNames } from '../../resolve/resolve.ts';
import type { GatewayDiscovery } from '../gateway-config.ts';
import type { Host } from '../host.ts';
import { afterFirstLists, clusterFacts } from '../live-discovery.ts';
import type { ResolveFlags } from './flags.ts';

/** What the gateway would answer as of now, read from its API servers. */
export async function reportOnline(gateway: GatewayDiscovery, flags: ResolveFlags, host: Host): Promise<ResolveReport> {
  return afterFirstLists({ gateway, flags, host }, (engine) => {
    const names = flags.all === true ? allNames(engine) : flags.names;
    return resolveNames(engine, names, clusterFacts(host));
  });
}
