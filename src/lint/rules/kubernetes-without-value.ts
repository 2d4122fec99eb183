import type { Rule } from '../rule.ts';
import { notedAs } from './problems.ts';

export const kubernetesWithoutValue: Rule = {
  id: 'C20',
  name: 'kubernetes-without-value',
  severity: 'error',
  subject: 'config',
  check: (judged) => notedAs('C20', judged),
  why:
    'A key without a value is null, and the gateway drops nulls while it merges the file with its defaults. So discovery.kubernetes ' +
    'with nothing under it is off, and every request to a discovered upstream ends in 503 ' +
    '"discovery kubernetes is uninitialized". Settings that are not indented under it are the usual cause.',
  mend: 'Write kubernetes: {} for the cluster that the gateway runs in, or indent the settings under it.',
  source: 'cli/file.lua, merge_conf, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes: {}\n' } },
  },
};
