import type { Answer, Outcome } from './answer.ts';
import type { Category } from './category.ts';

/** One answer in a report. */
export interface CheckResult extends Answer {
  /** The check's name: `token-accepted`. */
  readonly id: string;
  readonly category: Category;
  readonly title: string;
  /** The cluster's id in multi-cluster mode, else its name. Absent for what is not asked of a cluster. */
  readonly cluster?: string;
}

/** Where the release came from that the gateway is judged as. */
export type ReleaseSource = 'flag' | 'control-api' | 'newest';

/** What an examination came to. */
export interface DoctorReport {
  /** `3.18.0`. */
  readonly gatewayVersion: string;
  readonly gatewayVersionFrom: ReleaseSource;
  readonly clusters: readonly ReportedCluster[];
  /** By category, then in the order of the checks, then of the clusters. */
  readonly checks: readonly CheckResult[];
  /** How long the checks took. */
  readonly milliseconds: number;
}

/** A cluster that was asked. */
export interface ReportedCluster {
  /** Its id in multi-cluster mode, else its name. */
  readonly name: string;
  /** `https://10.1.0.5:6443`. */
  readonly server: string;
  /** `1.36`. Undefined where it does not say so, or was not asked. */
  readonly kubernetes: string | undefined;
}

/** Whether no check came to an answer, be it for want of an API server (E10), which is all that is known then. */
export function isUnchecked({ checks }: Pick<DoctorReport, 'checks'>): boolean {
  return checks.every(
    ({ outcome, cause }) => outcome === 'skip' || outcome === 'unknown' || (outcome === 'fail' && cause?.id === 'E10'),
  );
}

/** How many answers there are of each outcome. */
export function countsOf({ checks }: Pick<DoctorReport, 'checks'>): Readonly<Record<Outcome, number>> {
  const counts = { pass: 0, warn: 0, fail: 0, skip: 0, unknown: 0 };
  for (const { outcome } of checks) counts[outcome]++;
  return counts;
}
