import { judgeNamespacePattern } from '../../apisix/namespace-pattern.ts';
import type { Complaint, Rule } from '../rule.ts';
import { shortened } from './shortened.ts';
import { patternSettings, writtenClusters } from './written-clusters.ts';
import type { PatternSetting } from './written-clusters.ts';

export const wholeNamespacePattern: Rule = {
  id: 'C15',
  name: 'whole-namespace-pattern',
  severity: 'error',
  subject: 'config',
  check: ({ verdict }) => writtenClusters(verdict).flatMap((cluster) => patternSettings(cluster).flatMap(complaints)),
  why:
    'A pattern counts only when its leftmost match is the whole name of the namespace. So ^my- matches no namespace at all, ' +
    'def does not match default, and dev|dev-.* never matches dev-a, because dev comes first. Nothing is logged: ' +
    'the names just have no nodes.',
  mend: 'Write a pattern for the whole name, such as my-.*, and of alternatives the longer one first.',
  source: 'discovery/kubernetes/init.lua and core.lua, setup_namespace_selector, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    namespace_selector:\n      match: ["^my-"]\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    namespace_selector:\n      match: ["^my-.*$"]\n' } },
  },
};

function complaints({ scalar: { position, text }, pattern }: PatternSetting): readonly Complaint[] {
  // A reference that is not replaced is E05.
  if (pattern.includes('${')) return [];
  const judged = judgeNamespacePattern(pattern);
  const subject = `The pattern ${shortened(text)}`;
  switch (judged.kind) {
    case 'sound':
    case 'broken':
      return [];
    case 'never':
      return [
        {
          message: `${subject} matches no namespace: it must match the whole name, which has a-z, 0-9 and hyphens inside`,
          hint: `Write ${wholePattern(pattern) ?? 'a pattern for the whole name, such as my-.*'}`,
          position,
        },
      ];
    case 'overtaken':
      return [
        {
          message: `${subject} does not match the namespace ${judged.namespace}: its leftmost match is ${judged.by}, not the whole name`,
          hint: 'Put the longer alternative first, or end the pattern with $',
          position,
          severity: 'warning',
        },
      ];
    case 'narrow':
      return [
        {
          message: `${subject} matches no other namespace than ${judged.namespace}: it must match the whole name`,
          hint: `Write ${judged.meant} for more of them, or ${judged.namespace} for this one`,
          position,
          severity: 'warning',
        },
      ];
  }
}

/** The pattern with the rest of the name before or behind it, or in lower case, whichever makes it match. */
function wholePattern(pattern: string): string | undefined {
  const bare = pattern.replace(/^\^/, '').replace(/\$$/, '');
  const candidates = [`${bare}.*`, `.*${bare}`, pattern.toLowerCase()];
  return candidates.find((candidate) => judgeNamespacePattern(candidate).kind === 'sound');
}
