import type { ResolveReport } from '../resolve/report.ts';
import { API_VERSION } from './document.ts';
import type { NodeChange } from './resolve-change.ts';

/** The report as other programs read it, also the content of its YAML. `error` is there for a cluster that could not be listed. */
export function resolveDocument({ gatewayVersion, clusters, results, findings }: ResolveReport) {
  return {
    apiVersion: API_VERSION,
    kind: 'ResolveReport',
    gatewayVersion,
    clusters: clusters.map(({ id, server, resource, objects, resourceVersion, error }) => ({
      id,
      server,
      resource,
      objects,
      resourceVersion,
      ...(error === undefined ? {} : { error }),
    })),
    results,
    findings,
  };
}

/** One change as a line of `--watch -o json` holds it. */
export function changeDocument({ time, result, added, removed }: NodeChange) {
  const { serviceName, nodes, reason } = result;
  return {
    apiVersion: API_VERSION,
    kind: 'ResolveChange',
    time: new Date(time).toISOString(),
    serviceName,
    nodes,
    added,
    removed,
    ...(reason === undefined ? {} : { reason }),
  };
}
