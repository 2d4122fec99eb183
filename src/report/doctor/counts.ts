import { durationText } from '../../findings/time-text.ts';
import { countsOf } from '../../doctor/report.ts';
import type { DoctorReport } from '../../doctor/report.ts';
import { countOf, formatCount } from '../../terminal/page.ts';

/** How many answers there are of each outcome, and how long they took: `1 failed, 1 warning, 12 passed, 14 skipped in 0.8 s`. */
export function countsText(report: Pick<DoctorReport, 'checks' | 'milliseconds'>): string {
  const { fail, warn, unknown, pass, skip } = countsOf(report);
  const parts = [
    ...(fail === 0 ? [] : [`${formatCount(fail)} failed`]),
    ...(warn === 0 ? [] : [countOf(warn, 'warning')]),
    ...(unknown === 0 ? [] : [`${formatCount(unknown)} unknown`]),
    `${formatCount(pass)} passed`,
    ...(skip === 0 ? [] : [`${formatCount(skip)} skipped`]),
  ];
  return `${parts.join(', ')} in ${shortDuration(report.milliseconds)}`;
}

/** Under ten seconds with a tenth of one. */
function shortDuration(milliseconds: number): string {
  return milliseconds < 9950 ? `${(milliseconds / 1000).toFixed(1)} s` : durationText(milliseconds);
}
