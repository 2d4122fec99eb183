import type { Rule } from '../rule.ts';
import { notedAs } from './problems.ts';

export const repeatedKeys: Rule = {
  id: 'C37',
  name: 'repeated-keys',
  severity: 'warning',
  subject: 'config',
  check: (judged) => notedAs('C37', judged),
  why:
    'A key that stands twice in one map is no error to the gateway. Up to 3.9.1 the first one counts, from 3.10.0 on the last one, ' +
    'and the other is ignored without a word.',
  mend: 'Remove one of them.',
  source: 'the YAML libraries of the gateway: tinyyaml up to 3.9.1, lyaml from 3.10.0 on',
  examples: {
    failing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    default_weight: 10
    label_selector: app=web
    default_weight: 50
`,
      },
    },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    default_weight: 10\n    label_selector: app=web\n' } },
  },
};
