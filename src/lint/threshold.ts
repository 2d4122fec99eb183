import type { Severity } from '../findings/finding.ts';

/** What `--fail-on` and `failOn` take. */
export const THRESHOLDS = ['error', 'warning', 'never'] as const;

/** From which severity on findings make the exit code 1. */
export type Threshold = (typeof THRESHOLDS)[number];

const COUNTING: Readonly<Record<Threshold, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  never: [],
};

/** Whether a finding of this severity fails the run. */
export function isAtThreshold(severity: Severity, threshold: Threshold): boolean {
  return COUNTING[threshold].includes(severity);
}
