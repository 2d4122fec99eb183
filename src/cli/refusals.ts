import type { DiscoveryEngine } from '../discovery/engine.ts';
import { failureId } from '../discovery/failure.ts';
import type { Connection } from '../kube/connection.ts';
import { refusalText } from '../report/failure.ts';
import type { Host } from './host.ts';
import { pageOf } from './pages.ts';

/** Says on stderr which clusters could not be listed, why, and who named them. `connections` are in the order of the clusters. */
export function writeRefusals({ clusters }: DiscoveryEngine, connections: readonly Connection[], host: Host): void {
  const page = pageOf(host, host.stderr);
  for (const [at, { setup, view, state, server }] of clusters.entries()) {
    if (state.lists > 0) continue;
    const source = connections[at]?.source;
    const error = state.lastError;
    const refusal =
      error === undefined
        ? { id: 'G15' as const, message: `${server} has not sent its list in time` }
        : { id: failureId(error, { resource: view.resource, labelSelector: setup.labelSelector }), message: error.message };
    host.stderr.stream.write(refusalText({ ...refusal, source }, page));
  }
}
