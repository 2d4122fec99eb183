import { entryOf } from '../../apisix/located.ts';
import type { Located } from '../../apisix/located.ts';
import { referencesOf } from '../../apisix/routing/references.ts';
import type { Rule } from '../rule.ts';

export const hiddenServiceUpstream: Rule = {
  id: 'W05',
  name: 'hidden-service-upstream',
  severity: 'warning',
  subject: 'object',
  check({ object, release }, facts) {
    const own = ownUpstream(object.entry.value);
    const reference = referencesOf(object).find(({ property }) => property === 'service_id');
    if (object.kind !== 'routes' || own === undefined || reference === undefined) return [];
    const { id } = reference;
    const service = facts.objectNamed(release, { kind: 'services', id });
    const hidden = service && ownUpstream(service.object.entry.value);
    if (hidden === undefined) return [];
    return [
      {
        message: `The ${own.key} of this route comes before the ${hidden.key} of service ${id}, which is never used here`,
        hint: `Remove ${own.key} from the route, or service_id`,
        position: own.keyPosition,
      },
    ];
  },
  why:
    'The upstream of a route comes before that of its service. A route that keeps an old upstream, or its id, goes on with the old nodes ' +
    'when the service is changed to discovery.',
  mend: 'Remove upstream and upstream_id from the route.',
  source: 'plugin.lua and init.lua, 2.13.0 to 3.18.0; #9539',
  examples: {
    failing: {
      files: {
        'apisix.yaml': `routes:
  - id: cms
    uri: /*
    service_id: cms
    upstream:
      type: roundrobin
      nodes: {"10.0.0.1:8080": 1}
services:
  - id: cms
    upstream:
      type: roundrobin
      discovery_type: kubernetes
      service_name: default/cms:http
#END
`,
      },
    },
    passing: {
      files: {
        'apisix.yaml': `routes:
  - id: cms
    uri: /*
    service_id: cms
services:
  - id: cms
    upstream:
      type: roundrobin
      discovery_type: kubernetes
      service_name: default/cms:http
#END
`,
      },
    },
  },
};

function ownUpstream(value: Located) {
  return entryOf(value, 'upstream_id') ?? entryOf(value, 'upstream');
}
