import { setImmediate } from 'node:timers/promises';
import { formatServiceName } from '../apisix/service-name.ts';
import type { DiscoveredCluster, Discovery } from '../discovery/discovery.ts';
import { failureId } from '../discovery/failure.ts';
import { clusterFindings } from '../discovery/findings.ts';
import { lookUp } from '../discovery/lookup.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import { Explainer } from './explainer.ts';
import type { ClusterFacts } from './facts.ts';
import type { ClusterReport, ResolveReport, ResolveResult } from './report.ts';

/**
 * What the gateway answers for each of these names, in their order, and why where it has no nodes. Facts are asked for only where a
 * name has none. Rejects only when reading facts is aborted.
 */
export async function resolveNames<C extends DiscoveredCluster>(
  discovery: Discovery<C>,
  names: readonly string[],
  facts: (cluster: C) => ClusterFacts,
): Promise<ResolveReport> {
  const factsByCluster = new Map<DiscoveredCluster, ClusterFacts>(discovery.clusters.map((cluster) => [cluster, facts(cluster)]));
  const explainer = new Explainer(discovery, factsByCluster);
  const results: ResolveResult[] = [];
  for (const name of names) results.push(await resolveName(discovery, name, explainer));
  return {
    gatewayVersion: discovery.release.version,
    clusters: discovery.clusters.map(clusterReport),
    results,
    findings: discovery.clusters.flatMap((cluster) => clusterFindings(cluster, discovery.release)),
  };
}

/** Every port of every service that the gateway knows, as service_names, sorted. */
export function allNames(discovery: Discovery): readonly string[] {
  return discovery.clusters
    .flatMap(({ setup, view }) =>
      view.dict.values().flatMap(([key, value]) => {
        const ports = value.kind === 'service' ? [...value.ports.keys()] : [];
        return ports.map((port) => formatServiceName({ id: setup.id, key, port }));
      }),
    )
    .sort();
}

async function resolveName(discovery: Discovery, serviceName: string, explainer: Explainer): Promise<ResolveResult> {
  const lookup = lookUp(discovery, serviceName);
  const obstacle = 'cluster' in lookup ? notListed(lookup.cluster) : undefined;
  if (obstacle !== undefined) return { serviceName, nodes: null, status: 'unknown', reason: { ...obstacle, suggestions: [] } };
  if (lookup.kind === 'nodes' && lookup.nodes.length > 0) return { serviceName, nodes: lookup.nodes, status: 'resolved' };
  // Reasons for thousands of names take long, and without requests in between nothing else would get its turn, Ctrl-C least of all.
  await setImmediate();
  const reason = await explainer.explain(serviceName);
  return lookup.kind === 'nodes'
    ? { serviceName, nodes: lookup.nodes, status: 'empty', reason }
    : { serviceName, nodes: null, status: 'none', reason };
}

/** Why nothing can be said about a cluster's names; undefined once it has been listed. */
function notListed({ state, setup, view, server }: DiscoveredCluster): { id: CatalogueId; message: string } | undefined {
  if (state.lists > 0) return undefined;
  const error = state.lastError;
  return error === undefined
    ? { id: 'G15', message: `The first list of ${server ?? setup.name} is not complete yet.` }
    : { id: failureId(error, { resource: view.resource, labelSelector: setup.labelSelector }), message: error.message };
}

function clusterReport(cluster: DiscoveredCluster): ClusterReport {
  const { setup, server, view, state } = cluster;
  const obstacle = notListed(cluster);
  const error = obstacle && state.lastError && { ...obstacle, kind: state.lastError.kind };
  return {
    id: setup.id ?? null,
    server: server ?? null,
    name: setup.name,
    resource: view.resource,
    objects: state.objects,
    resourceVersion: state.resourceVersion,
    ...(error && { error }),
  };
}
