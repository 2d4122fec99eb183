import { refusalRule } from './problems.ts';

export const uniqueClusterIds = refusalRule({
  id: 'C09',
  name: 'unique-cluster-ids',
  severity: 'error',
  why:
    'The start-up check does not compare the ids of clusters. A second cluster of the same id then stops discovery in every worker: ' +
    '"duplicate id value".',
  mend: 'Give each cluster an id of its own.',
  source: 'discovery/kubernetes/init.lua, 3.0.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    - id: east
      service: {host: 10.1.0.5, port: "6443"}
      client: {token_file: /etc/apisix/east.token}
    - id: east
      service: {host: 10.2.0.5, port: "6443"}
      client: {token_file: /etc/apisix/west.token}
`,
      },
    },
    passing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    - id: east
      service: {host: 10.1.0.5, port: "6443"}
      client: {token_file: /etc/apisix/east.token}
    - id: west
      service: {host: 10.2.0.5, port: "6443"}
      client: {token_file: /etc/apisix/west.token}
`,
      },
    },
  },
});
