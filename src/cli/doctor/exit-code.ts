import type { Outcome } from '../../doctor/answer.ts';
import type { DoctorReport } from '../../doctor/report.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { DoctorThreshold } from './flags.ts';

const BAD: Readonly<Record<DoctorThreshold, readonly Outcome[]>> = {
  fail: ['fail'],
  unknown: ['fail', 'unknown'],
  warn: ['fail', 'unknown', 'warn'],
  never: [],
};

/** `bad` from the threshold on, and `unchecked` where no check at all could be made. */
export function exitCodeOf({ checks }: DoctorReport, threshold: DoctorThreshold): ExitCode {
  if (checks.some(({ outcome }) => BAD[threshold].includes(outcome))) return EXIT.bad;
  return EXIT.good;
}
