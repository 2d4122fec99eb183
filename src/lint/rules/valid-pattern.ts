import { judgeNamespacePattern } from '../../apisix/namespace-pattern.ts';
import type { Complaint, Rule } from '../rule.ts';
import { shortened } from './shortened.ts';
import { patternSettings, writtenClusters } from './written-clusters.ts';

export const validPattern: Rule = {
  id: 'C16',
  name: 'valid-pattern',
  severity: 'error',
  subject: 'config',
  check: ({ verdict }) =>
    writtenClusters(verdict).flatMap((cluster) =>
      patternSettings(cluster).flatMap(({ key, pattern, scalar: { position, text } }): readonly Complaint[] => {
        const judged = judgeNamespacePattern(pattern);
        if (judged.kind !== 'broken') return [];
        return [
          {
            message: `The pattern ${shortened(text)} is no regular expression (${judged.message}): ${EFFECT[key]}`,
            hint: pattern.startsWith('*')
              ? `Write .${shortened(pattern)}`
              : 'Close what is open, and put a backslash before what is meant as it stands',
            position,
          },
        ];
      }),
    ),
  why:
    'The start-up check does not compile the patterns of namespace_selector, and PCRE refuses some later. In match such a pattern ' +
    'matches nothing and is logged each time; in not_match it silently excludes every namespace that no pattern before it decides.',
  mend: 'Mend the pattern. It is a Perl-compatible regular expression, not a glob.',
  source: 'discovery/kubernetes/init.lua and core.lua, setup_namespace_selector, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    namespace_selector:\n      not_match: ["*-test"]\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    namespace_selector:\n      not_match: [".*-test"]\n' } },
  },
};

const EFFECT = {
  match: 'it matches nothing',
  not_match: 'it excludes every namespace that no pattern before it decides',
} as const;
