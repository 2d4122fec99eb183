import type { ExplainedCause } from './cause.ts';

/** One kind of line, as often as it came. */
export interface ExplainedSymptom {
  /** What the lines say, without what differs from one to the other. No secret. */
  readonly text: string;
  /** The file of the first one, where several inputs were read. */
  readonly file?: string;
  /** 1-based, of the first one. */
  readonly line: number;
  readonly count: number;
  /** When the first and the last were written: `2026-11-21T10:01:12`, with a Z where the zone is known. Absent where no line had a date. */
  readonly first?: string;
  readonly last?: string;
  /** Releases of APISIX that log the first one from where it was logged, oldest first; undefined where nothing tells. */
  readonly releases: readonly string[] | undefined;
  /** At least one, most likely first. */
  readonly causes: readonly ExplainedCause[];
}

/** What lines came to. */
export interface ExplainReport {
  /** By count, then by the order in which they came. */
  readonly symptoms: readonly ExplainedSymptom[];
  /** Lines that this program does not know, blank ones not counted. */
  readonly unknown: number;
}
