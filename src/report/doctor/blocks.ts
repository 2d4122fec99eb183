import { CATEGORIES } from '../../doctor/category.ts';
import type { Category } from '../../doctor/category.ts';
import type { CheckResult, DoctorReport, ReportedCluster } from '../../doctor/report.ts';

/** A part of a report: about the whole run, about one of several clusters, or about what was learnt from all of them together. */
export interface Block {
  readonly about: { readonly kind: 'run' | 'together' } | { readonly kind: 'cluster'; readonly cluster: ReportedCluster };
  readonly sections: readonly Section[];
}

/** Answers of one category. */
export interface Section {
  readonly category: Category;
  readonly results: readonly CheckResult[];
}

/** What comes before any cluster is asked, then cluster by cluster, then what was learnt from them together; of one cluster, all in one. */
export function blocksOf({ checks, clusters }: Pick<DoctorReport, 'checks' | 'clusters'>): readonly Block[] {
  if (clusters.length < 2) return [{ about: { kind: 'run' }, sections: sectionsOf(checks) }];
  const ofClusters = checks.findIndex(({ cluster }) => cluster !== undefined);
  const isShared = ({ cluster }: CheckResult): boolean => cluster === undefined;
  const [before, rest] = ofClusters < 0 ? [checks, []] : [checks.slice(0, ofClusters), checks.slice(ofClusters)];
  const blocks: readonly Block[] = [
    { about: { kind: 'run' }, sections: sectionsOf(before) },
    ...clusters.map((cluster): Block => {
      const own = rest.filter((one) => one.cluster === cluster.name);
      return { about: { kind: 'cluster', cluster }, sections: sectionsOf(own) };
    }),
    { about: { kind: 'together' }, sections: sectionsOf(rest.filter(isShared)) },
  ];
  return blocks.filter(({ sections }) => sections.length > 0);
}

function sectionsOf(checks: readonly CheckResult[]): readonly Section[] {
  return CATEGORIES.map((category) => ({ category, results: checks.filter((one) => one.category === category) })).filter(
    ({ results }) => results.length > 0,
  );
}
