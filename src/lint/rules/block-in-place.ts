import type { Rule } from '../rule.ts';
import { moveToDiscovery } from './move-to-discovery.ts';
import { notedAs } from './problems.ts';

export const blockInPlace: Rule = {
  id: 'C21',
  name: 'block-in-place',
  severity: 'error',
  subject: 'config',
  check: (judged) =>
    notedAs('C21', judged).map((complaint) => {
      const fix = moveToDiscovery(judged);
      return fix === undefined ? complaint : { ...complaint, fix };
    }),
  why:
    'The gateway looks for discovery.kubernetes at the top of its config.yaml and nowhere else. A block under apisix or deployment, ' +
    'one at the top without discovery, and an empty discovery are accepted without a word: the gateway starts, and every request to ' +
    'a discovered upstream ends in 503.',
  mend: 'Put kubernetes under discovery, and discovery at the top of the file.',
  source: 'discovery/init.lua, 2.13.0 to 3.18.0; #5277',
  examples: {
    failing: {
      files: {
        'config.yaml': `apisix:
  node_listen: 9080
  discovery:
    kubernetes:
      client:
        token_file: /etc/apisix/token
`,
      },
    },
    passing: {
      files: {
        'config.yaml': `apisix:
  node_listen: 9080
discovery:
  kubernetes:
    client:
      token_file: /etc/apisix/token
`,
      },
    },
  },
};
