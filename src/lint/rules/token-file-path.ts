import type { Rule } from '../rule.ts';
import { refusedAs } from './problems.ts';

export const tokenFilePath: Rule = {
  id: 'C12',
  name: 'token-file-path',
  severity: 'error',
  subject: 'config',
  check: (judged) => refusedAs('C12', judged),
  why:
    'A client.token_file is a path of 1 to 500 characters without : * ? " < > and |. Every release refuses others. ' +
    'Whether the file exists is not checked at start.',
  mend: 'Write the path of the file, such as /var/run/secrets/kubernetes.io/serviceaccount/token.',
  source: 'apisix/discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    service:
      host: 10.1.0.5
      port: "6443"
    client:
      token_file: file:///etc/apisix/token
`,
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
`,
      },
    },
  },
};
