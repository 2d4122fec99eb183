import type { CheckAbout } from '../../doctor/check.ts';
import type { DoctorReport } from '../../doctor/report.ts';
import type { Threshold } from '../../doctor/threshold.ts';
import type { Page } from '../../terminal/page.ts';

/** A way to write a report. What it answers ends in a line feed, or is empty where there is nothing to say. */
export type DoctorFormat = (report: DoctorReport, options: DoctorFormatOptions) => string;

/** What a format may know beside the report. */
export interface DoctorFormatOptions {
  readonly page: Page;
  /** Of k8s-disco: `0.1.0`. */
  readonly version: string;
  /** The text shows what was skipped one by one, the evidence of what is well, and where to read more. */
  readonly verbose: boolean;
  readonly failOn: Threshold;
  /** What the run was given, without values: `--config`, `2 names`. */
  readonly given: readonly string[];
  /** All checks that there are. */
  readonly checks: readonly CheckAbout[];
}
