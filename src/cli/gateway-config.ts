import { parseDiscoveryConfig } from '../apisix/discovery-config/parse.ts';
import type { Problem } from '../apisix/problem.ts';
import type { DiscoveryConfig } from '../apisix/discovery-config/model.ts';
import { UserError } from '../findings/user-error.ts';
import type { GatewayConfig } from '../kube/gateway-clusters.ts';
import { readNamedFile } from '../kube/surroundings.ts';
import type { Host } from './host.ts';
import type { GatewayFlags } from './options.ts';

/** The gateway's `discovery.kubernetes`, and the file that it is in. */
export interface GatewayDiscovery {
  readonly discovery: DiscoveryConfig;
  /** Undefined where no `--config` was given: then these are the gateway's defaults, and they say nothing of where and who. */
  readonly file: GatewayConfig | undefined;
}

/** Reads `--config`. Throws a {@link UserError}, or an AggregateError of several, where the gateway would not discover anything with it. */
export async function readGatewayConfig(
  { config: path, gatewayVersion: release, slices }: GatewayFlags,
  host: Host,
): Promise<GatewayDiscovery> {
  const text = path === undefined ? 'discovery: {kubernetes: {}}' : await readNamedFile(host, path, "the gateway's config");
  const parsed = parseDiscoveryConfig(text, { release, env: (name) => host.env[name] });
  const place = path ?? '--config';
  if (!parsed.ok) {
    throw new AggregateError(
      parsed.problems.map((problem) => errorOf(problem, place)),
      `${place} is not accepted`,
    );
  }
  const discovery = slices === true ? withSlices(parsed.config) : parsed.config;
  const { trustedCertificate } = parsed;
  const file = { path: place, discovery, release, ...(trustedCertificate === undefined ? {} : { trustedCertificate }) };
  return { discovery, file: path === undefined ? undefined : file };
}

function errorOf({ message, hint, position, id }: Problem, path: string): UserError {
  const place = { path, ...position };
  return new UserError(message, { place, ...(hint === undefined ? {} : { hint }), ...(id === undefined ? {} : { id }) });
}

/** `--slices`: every cluster as with `watch_endpoint_slices: true`; the release decides what that comes to. */
function withSlices(config: DiscoveryConfig): DiscoveryConfig {
  return { ...config, clusters: config.clusters.map((cluster) => ({ ...cluster, watchEndpointSlices: true })) };
}
