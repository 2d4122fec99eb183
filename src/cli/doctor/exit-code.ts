import type { DoctorReport } from '../../doctor/report.ts';
import { isAtThreshold } from '../../doctor/threshold.ts';
import type { Threshold } from '../../doctor/threshold.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';

/**
 * `bad` from the threshold on. An API server out of reach is an answer here, not a reason to have none: so `unchecked` is left for a run in
 * which no check came to any.
 */
export function exitCodeOf({ checks }: Pick<DoctorReport, 'checks'>, threshold: Threshold): ExitCode {
  if (checks.some(({ outcome }) => isAtThreshold(outcome, threshold))) return EXIT.bad;
  return checks.every(({ outcome }) => outcome === 'skip' || outcome === 'unknown') ? EXIT.unchecked : EXIT.good;
}
