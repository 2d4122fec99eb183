import type { Complaint, Rule } from '../rule.ts';
import { ownerText } from './place-of.ts';
import { settingOf, writtenClusters } from './written-clusters.ts';

export const weightOfZero: Rule = {
  id: 'C24',
  name: 'weight-of-zero',
  severity: 'error',
  subject: 'config',
  check: ({ verdict }) =>
    writtenClusters(verdict).flatMap((cluster): readonly Complaint[] => {
      const weight = settingOf(cluster.table, ['default_weight'])?.value;
      if (weight?.kind !== 'scalar' || weight.value !== 0) return [];
      return [
        {
          message: `default_weight${ownerText(cluster)} is 0: every discovered node gets this weight, and none takes requests`,
          hint: 'Write 1 or more, or leave it out for 50',
          position: weight.position,
        },
      ];
    }),
  why: 'The default_weight is the weight of every node that is discovered. The schema takes 0, and then no node is ever chosen.',
  mend: 'Write 1 or more.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    default_weight: 0\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    default_weight: 50\n' } },
  },
};
