import { problemRule } from '../object-problems.ts';

export const noNodes = problemRule({
  id: 'W25',
  name: 'no-nodes',
  severity: 'warning',
  why: 'An empty list or map of nodes is accepted. Every request is answered 503, "no valid upstream node".',
  mend: 'Write nodes, or replace them by discovery_type and service_name.',
  source: 'schema_def.lua and upstream.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': `upstreams:
  - id: cms
    type: roundrobin
    nodes: []
#END
`,
      },
    },
    passing: {
      files: {
        'apisix.yaml': `upstreams:
  - id: cms
    type: roundrobin
    discovery_type: kubernetes
    service_name: default/cms:http
#END
`,
      },
    },
  },
});
