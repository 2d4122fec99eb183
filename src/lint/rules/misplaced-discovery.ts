import { problemRule } from '../object-problems.ts';

export const misplacedDiscovery = problemRule({
  id: 'W22',
  name: 'misplaced-discovery',
  severity: 'error',
  why:
    'service_name and discovery_type belong to an upstream. On a route or service itself they are ignored up to 3.5, and from 3.6 on ' +
    'the object is refused: "additional properties forbidden".',
  mend: 'Indent them under upstream, or make an upstream of them and name it by upstream_id.',
  source: 'schema_def.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': `routes:
  - id: cms
    uri: /*
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
    upstream:
      type: roundrobin
      discovery_type: kubernetes
      service_name: default/cms:http
#END
`,
      },
    },
  },
});
