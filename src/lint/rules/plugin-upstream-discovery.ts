import { entryOf } from '../../apisix/located.ts';
import { upstreamsOf } from '../../apisix/routing/upstream-place.ts';
import type { Rule } from '../rule.ts';

export const pluginUpstreamDiscovery: Rule = {
  id: 'W24',
  name: 'plugin-upstream-discovery',
  severity: 'error',
  subject: 'object',
  check: ({ object }) =>
    upstreamsOf(object).flatMap(({ where, value }) => {
      const name = entryOf(value, 'service_name');
      if (where !== 'plugin' || name === undefined) return [];
      return [
        {
          message:
            'An upstream inside traffic-split is never looked up in a registry: it has no nodes, and requests sent to it fail',
          hint: 'Make an upstream of it, and name that by upstream_id',
          position: name.keyPosition,
        },
      ];
    }),
  why:
    'The schema of an upstream inside traffic-split lets service_name and discovery_type pass, but the plugin reads nodes alone. The ' +
    'requests that it sends there end in 500.',
  mend: 'Make an upstream of it, and write its upstream_id in weighted_upstreams.',
  source: 'plugins/traffic-split.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': `routes:
  - id: cms
    uri: /*
    upstream_id: cms
    plugins:
      traffic-split:
        rules:
          - weighted_upstreams:
              - weight: 1
                upstream:
                  type: roundrobin
                  discovery_type: kubernetes
                  service_name: default/cms-next:http
upstreams:
  - id: cms
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
    upstream_id: cms
    plugins:
      traffic-split:
        rules:
          - weighted_upstreams:
              - weight: 1
                upstream_id: cms-next
upstreams:
  - id: cms
    type: roundrobin
    discovery_type: kubernetes
    service_name: default/cms:http
  - id: cms-next
    type: roundrobin
    discovery_type: kubernetes
    service_name: default/cms-next:http
#END
`,
      },
    },
  },
};
