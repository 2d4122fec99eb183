import type { CheckResult, DoctorReport } from '../../doctor/report.ts';

const ORDER = ['fail', 'warn', 'unknown'] as const;

/** A result that somebody should look at. */
export interface TroubledResult extends CheckResult {
  readonly outcome: (typeof ORDER)[number];
}

/** Failures, then warnings, then what nobody could say; each in the report's order. */
export function worstFirst({ checks }: Pick<DoctorReport, 'checks'>): readonly TroubledResult[] {
  return ORDER.flatMap((outcome) => checks.flatMap((check) => (check.outcome === outcome ? [{ ...check, outcome }] : [])));
}
