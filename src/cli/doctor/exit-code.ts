import { isUnchecked } from '../../doctor/report.ts';
import type { DoctorReport } from '../../doctor/report.ts';
import { isAtThreshold } from '../../doctor/threshold.ts';
import type { Threshold } from '../../doctor/threshold.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';

/**
 * `bad` from the threshold on. An API server out of reach is an answer here, not a reason to have none: so `unchecked` is left for a run in
 * which no check came to any, as where no API server is known.
 */
export function exitCodeOf({ checks }: Pick<DoctorReport, 'checks'>, threshold: Threshold): ExitCode {
  const isBad = checks.some(({ outcome }) => isAtThreshold(outcome, threshold));
  if (isUnchecked({ checks }) && !(isBad && threshold === 'unknown')) return EXIT.unchecked;
  return isBad ? EXIT.bad : EXIT.good;
}
