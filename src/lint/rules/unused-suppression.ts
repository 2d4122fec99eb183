import { clusterConfig } from '../example-files.ts';
import type { Rule } from '../rule.ts';

export const unusedSuppression: Rule = {
  id: 'L01',
  name: 'unused-suppression',
  severity: 'warning',
  subject: 'linter',
  why:
    'A comment asks to ignore an id that is not reported there, or that does not exist. It hides nothing today and may hide a ' +
    'new mistake tomorrow.',
  mend: 'Remove the comment, or put it on the line of the finding or on the line above.',
  source: 'docs/lint.md',
  examples: {
    failing: {
      files: {
        'config.yaml': clusterConfig({
          service: ['host: 10.1.0.5', 'port: "6443" # k8s-disco-ignore C01 the port is quoted by now'],
        }),
      },
    },
    passing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    service:
      host: 10.1.0.5
      port: "6443"
    client:
      token_file: /etc/apisix/token
    default_weight: 0 # k8s-disco-ignore C24 this gateway is to be drained
`,
      },
    },
  },
};
