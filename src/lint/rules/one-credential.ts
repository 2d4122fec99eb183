import type { Complaint, Rule } from '../rule.ts';
import { notedAs, refusedAs } from './problems.ts';

export const oneCredential: Rule = {
  id: 'C10',
  name: 'one-credential',
  severity: 'error',
  subject: 'config',
  check: (judged) => [
    ...refusedAs('C10', judged),
    ...notedAs('C10', judged).map((complaint): Complaint => ({ ...complaint, severity: 'warning' })),
  ],
  why:
    'In a list of clusters, and in every config up to 2.15.3, a client with both token and token_file is refused. A single cluster ' +
    'may have both from 3.0.0 on; the token then counts, and the file is never read.',
  mend: 'Keep one of token and token_file.',
  source: 'discovery/kubernetes/schema.lua and init.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    - id: east
      service:
        host: 10.1.0.5
        port: "6443"
      client:
        token: \${EAST_TOKEN}
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
};
