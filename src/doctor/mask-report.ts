import type { CheckResult, DoctorReport } from './report.ts';
import { maskSentence } from './without-secrets.ts';

/** The report with `***` in place of these secrets, and of whatever looks like one. By itself no answer holds any; this is the second lock. */
export function maskReport(report: DoctorReport, secrets: readonly string[]): DoctorReport {
  const hide = (sentence: string): string => maskSentence(sentence, secrets);
  const masked = ({ title, evidence, cause, mend, ...rest }: CheckResult): CheckResult => ({
    ...rest,
    title: hide(title),
    evidence: evidence.map(hide),
    ...(cause === undefined ? {} : { cause: { ...cause, message: hide(cause.message) } }),
    ...(mend === undefined ? {} : { mend: hide(mend) }),
  });
  return { ...report, checks: report.checks.map(masked) };
}
