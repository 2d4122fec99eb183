import { refusalRule } from './problems.ts';

export const clusterId = refusalRule({
  id: 'C08',
  name: 'cluster-id',
  severity: 'error',
  why:
    'The id of a cluster is text of lower-case letters and digits: up to 8 of them before 3.14.0, up to 64 from then on. ' +
    'A hyphen, an underscore, a capital or a number without quotes is refused; an id that ends in a newline passes the check, ' +
    'and then nginx does not start.',
  mend: 'Choose a short id of lower-case letters and digits: every service_name of the cluster begins with it.',
  source: 'discovery/kubernetes/schema.lua, 3.0.0 to 3.18.0; #12536',
  examples: {
    failing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    - id: eu-west-1
      service:
        host: 10.1.0.5
        port: "6443"
      client:
        token_file: /etc/apisix/euwest1.token
`,
      },
    },
    passing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    - id: euwest1
      service:
        host: 10.1.0.5
        port: "6443"
      client:
        token_file: /etc/apisix/euwest1.token
`,
      },
    },
  },
});
