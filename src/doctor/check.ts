import type { CatalogueId } from '../findings/catalogue.ts';
import type { Answer } from './answer.ts';
import type { Category } from './category.ts';
import type { ExaminedCluster } from './examined-cluster.ts';
import type { Examination } from './examination.ts';

/** What is known of a check before it runs: the source of docs/checks.md, `doctor --check` and `explain`. */
export interface CheckAbout {
  /** `token-accepted`. A promise to users: never renamed, never reused. */
  readonly name: string;
  readonly category: Category;
  /** The yes, as a sentence without a full stop: `The API server accepts the token`. */
  readonly title: string;
  /** What it reads, for people: `SelfSubjectReview, five times over connections of their own`. */
  readonly reads: string;
  /** Rights that it needs beyond the gateway's own list and watch, for people. Absent: none. */
  readonly rights?: string;
  /** Everything that its answers may name as a cause. */
  readonly causes: readonly CatalogueId[];
  /** Names of the checks without whose yes it would tell nothing. It is skipped where one of them fails, or was skipped for that reason. */
  readonly needs: readonly string[];
  /** Makes sense before the gateway's account exists (`--pre`); with `only`, makes none afterwards. */
  readonly pre?: 'too' | 'only';
  /** How long it may take, in milliseconds. Absent: {@link TIMEOUT_MS}. */
  readonly timeoutMs?: number;
}

/** A check that is made once: of files, of this machine, of the gateway, of names. */
export interface RunCheck extends CheckAbout {
  readonly scope: 'run';
  /** At least one answer; several where it looks at several things. May reject with a KubeError, which becomes `unknown`. */
  examine(examination: Examination): Promise<readonly Answer[]>;
}

/** A check that is made of each cluster. */
export interface ClusterCheck extends CheckAbout {
  readonly scope: 'cluster';
  /** At least one answer; several where it looks at several things. May reject with a KubeError, which becomes `unknown`. */
  examine(cluster: ExaminedCluster): Promise<readonly Answer[]>;
}

/** One question about a gateway's discovery that is answered by yes or no. A check only reads. */
export type Check = RunCheck | ClusterCheck;

/** Longer than any one request of a check may take, so that its own words come first. */
export const TIMEOUT_MS = 75_000;
