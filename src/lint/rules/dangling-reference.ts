import { problemRule } from '../object-problems.ts';

export const danglingReference = problemRule({
  id: 'W26',
  name: 'dangling-reference',
  severity: 'error',
  why:
    'The Admin API refuses an object that names an upstream or service which does not exist. A gateway that reads it from a file takes ' +
    'it and fails each request. Told only where the files of the run hold objects of that kind.',
  mend: 'Write the id of an object that is there. In apisix.yaml only objects with an id of their own can be named.',
  source: 'admin/*.lua and upstream.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': `routes:
  - id: cms
    uri: /*
    upstream_id: cmss
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
upstreams:
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
