import { valueAt } from '../../apisix/located.ts';
import { placeKey } from '../place-key.ts';
import type { Complaint, JudgedConfig, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { isUnknownSelector, withMeantKey } from './misspelt-key.ts';
import { refusedAs } from './problems.ts';
import { settingOf, writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

export const oneNamespaceSelector: Rule = {
  id: 'C14',
  name: 'one-namespace-selector',
  severity: 'error',
  subject: 'config',
  check: refusals,
  why:
    'A namespace_selector is empty or has exactly one of equal, not_equal, match and not_match. Two of them, or other keys alone, are ' +
    'refused by every release.',
  mend: 'Keep one key. Several namespaces are a list under match or not_match.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    namespace_selector:
      match: ["shop-.*"]
      not_equal: shop-test
`,
      },
    },
    passing: {
      files: {
        'config.yaml': `discovery:
  kubernetes:
    namespace_selector:
      match: ["shop-(?!test$).*"]
`,
      },
    },
  },
};

/** Complaints about selectors with unknown keys alone stand at the first of them that a right one is near to. */
function refusals(judged: JudgedConfig, facts: RunFacts): readonly Complaint[] {
  const clusters = new Map(
    writtenClusters(judged.verdict).flatMap((cluster): readonly (readonly [string, WrittenCluster])[] => {
      const selector = settingOf(cluster.table, SELECTOR);
      return selector === undefined ? [] : [[placeKey(selector.keyPosition), cluster]];
    }),
  );
  return refusedAs('C14', judged).map((complaint) => {
    const cluster = clusters.get(placeKey(complaint.position));
    const place = cluster && { cluster, level: SELECTOR, judged, facts };
    const selector = cluster && valueAt(cluster.table, SELECTOR);
    if (place === undefined || selector?.kind !== 'table' || !isUnknownSelector(place)) return complaint;
    for (const entry of selector.entries) {
      const suggested = withMeantKey({ ...complaint, position: entry.keyPosition }, entry, place);
      if (suggested !== undefined) return suggested;
    }
    return complaint;
  });
}

const SELECTOR = ['namespace_selector'] as const;
