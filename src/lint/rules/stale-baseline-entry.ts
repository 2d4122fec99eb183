import { clusterConfig } from '../example-files.ts';
import type { Rule } from '../rule.ts';

const CONFIG = clusterConfig();

const stale = {
  apiVersion: 'k8s-disco/v1',
  kind: 'LintBaseline',
  entries: [{ path: 'config.yaml', id: 'C24', message: 'default_weight: 0', fingerprint: '000000000000', count: 1 }],
};

export const staleBaselineEntry: Rule = {
  id: 'L02',
  name: 'stale-baseline-entry',
  severity: 'warning',
  subject: 'linter',
  why: 'The baseline hides a finding that is no longer there. What it hides should only ever become less.',
  mend: 'Write the baseline again with --write-baseline.',
  source: 'docs/lint.md',
  examples: {
    failing: {
      files: { 'config.yaml': CONFIG, 'baseline.json': `${JSON.stringify(stale, undefined, 2)}\n` },
      flags: ['--baseline', 'baseline.json'],
    },
    passing: {
      files: { 'config.yaml': CONFIG, 'baseline.json': `${JSON.stringify({ ...stale, entries: [] }, undefined, 2)}\n` },
      flags: ['--baseline', 'baseline.json'],
    },
  },
};
