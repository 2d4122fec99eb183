import { CATEGORIES } from '../../doctor/category.ts';
import type { Category } from '../../doctor/category.ts';
import type { CheckResult, DoctorReport, ReportedCluster } from '../../doctor/report.ts';

/** A part of a report that is about one cluster, or about none. */
export interface Block {
  readonly cluster: ReportedCluster | undefined;
  readonly sections: readonly Section[];
}

/** Answers of one category. */
export interface Section {
  readonly category: Category;
  readonly results: readonly CheckResult[];
}

/** What comes before any cluster is asked, then cluster by cluster, then what was learnt from them together; of one cluster, all in one. */
export function blocksOf({ checks, clusters }: Pick<DoctorReport, 'checks' | 'clusters'>): readonly Block[] {
  if (clusters.length < 2) return [{ cluster: undefined, sections: sectionsOf(checks) }];
  const ofClusters = checks.findIndex(({ cluster }) => cluster !== undefined);
  const isShared = ({ cluster }: CheckResult): boolean => cluster === undefined;
  const [before, rest] = ofClusters < 0 ? [checks, []] : [checks.slice(0, ofClusters), checks.slice(ofClusters)];
  const blocks = [
    { cluster: undefined, sections: sectionsOf(before) },
    ...clusters.map((cluster) => ({ cluster, sections: sectionsOf(rest.filter((one) => one.cluster === cluster.name)) })),
    { cluster: undefined, sections: sectionsOf(rest.filter(isShared)) },
  ];
  return blocks.filter(({ sections }) => sections.length > 0);
}

function sectionsOf(checks: readonly CheckResult[]): readonly Section[] {
  return CATEGORIES.map((category) => ({ category, results: checks.filter((one) => one.category === category) })).filter(
    ({ results }) => results.length > 0,
  );
}
