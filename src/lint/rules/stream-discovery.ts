import type { Position } from '../../apisix/position.ts';
import { referencesOf } from '../../apisix/routing/references.ts';
import { discoveredUpstreams } from '../discovered-upstreams.ts';
import type { JudgedObject, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';

export const streamDiscovery: Rule = {
  id: 'S21',
  name: 'stream-discovery',
  severity: 'error',
  subject: 'object',
  check(judged, facts) {
    const { object, release } = judged;
    if (object.kind !== 'stream_routes' || release.atLeast('3.2.0')) return [];
    return discoveryPlaces(judged, facts).map((position) => ({
      message: 'A stream route has no nodes by discovery before APISIX 3.2: its subsystem starts no registry',
      hint: 'Upgrade to 3.2.0 or newer, or write nodes',
      position,
    }));
  },
  why: 'Before 3.2 the stream subsystem starts no registry, so an upstream with discovery has no nodes on a stream route.',
  mend: 'Upgrade to 3.2.0 or newer, or write nodes.',
  source: 'init.lua, 3.2.0; #7779, #8640',
  examples: {
    failing: {
      files: {
        'apisix.yaml': `stream_routes:
  - id: db
    server_port: 5432
    upstream:
      type: roundrobin
      discovery_type: kubernetes
      service_name: default/db:postgres
#END
`,
      },
      flags: ['--gateway-version', '3.1.0'],
    },
    passing: {
      files: {
        'apisix.yaml': `stream_routes:
  - id: db
    server_port: 5432
    upstream:
      type: roundrobin
      discovery_type: kubernetes
      service_name: default/db:postgres
#END
`,
      },
      flags: ['--gateway-version', '3.2.0'],
    },
  },
};

/** Where a stream route asks for discovery: its own discovery_type, or the upstream_id of an upstream in the run that has one. */
function discoveryPlaces({ object, release }: JudgedObject, facts: RunFacts): readonly Position[] {
  const own = discoveredUpstreams(object).map(({ registry }) => registry.position);
  const reference = referencesOf(object).find(({ property }) => property === 'upstream_id');
  if (reference === undefined) return own;
  const named = facts.objectNamed(release, { kind: 'upstreams', id: reference.id });
  return named !== undefined && discoveredUpstreams(named.object).length > 0 ? [...own, reference.position] : own;
}
