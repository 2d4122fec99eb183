import { refusalRule } from './problems.ts';

export const requiredKeys = refusalRule({
  id: 'C07',
  name: 'required-keys',
  severity: 'error',
  why:
    'A list of clusters has none of the defaults that a single cluster has: each item needs id, service.host, service.port and one ' +
    'of client.token and client.token_file. Up to 2.15.3 a single cluster needs one of these two as well.',
  mend: 'Add the key that is named.',
  source: 'discovery/kubernetes/schema.lua, 3.0.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    - id: east
      service:
        host: 10.1.0.5
      client:
        token_file: /etc/apisix/east.token
`,
      },
    },
    passing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    - id: east
      service:
        host: 10.1.0.5
        port: "6443"
      client:
        token_file: /etc/apisix/east.token
`,
      },
    },
  },
});
