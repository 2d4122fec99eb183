import type { Outcome } from './answer.ts';

/** What `--fail-on` takes. */
export const THRESHOLDS = ['fail', 'warn', 'unknown', 'never'] as const;

/** From which outcome on answers make the exit code 1. */
export type Threshold = (typeof THRESHOLDS)[number];

/** Strictest at `unknown`: who wants no doubt left wants no warning either, and who heeds warnings may be allowed too little to know all. */
const COUNTING: Readonly<Record<Threshold, readonly Outcome[]>> = {
  fail: ['fail'],
  warn: ['fail', 'warn'],
  unknown: ['fail', 'warn', 'unknown'],
  never: [],
};

/** Whether an answer with this outcome fails the run. */
export function isAtThreshold(outcome: Outcome, threshold: Threshold): boolean {
  return COUNTING[threshold].includes(outcome);
}
