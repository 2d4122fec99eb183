import type { LintReport } from '../../lint/report.ts';
import type { Rule } from '../../lint/rule.ts';
import type { Threshold } from '../../lint/threshold.ts';
import type { Page } from '../../terminal/page.ts';

/** A way to write a report. What it answers ends in a line feed, or is empty where there is nothing to say. */
export type LintFormat = (report: LintReport, options: LintFormatOptions) => string;

/** What a format may know beside the report. */
export interface LintFormatOptions {
  readonly page: Page;
  /** Of k8s-disco: `0.1.0`. */
  readonly version: string;
  /** Formats for people show findings that only inform, and what each document was taken for. */
  readonly verbose: boolean;
  readonly failOn: Threshold;
  /** The rules that were asked, by id. */
  readonly rules: readonly Rule[];
}
