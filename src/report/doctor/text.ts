import type { DoctorReport } from '../../doctor/report.ts';
import { verdictOf } from '../../doctor/verdict.ts';
import type { Page } from '../../terminal/page.ts';
import { headline } from '../headline.ts';
import type { Headline } from '../headline.ts';

const VERDICTS = { pass: 'pass', warn: 'warning', fail: 'fail', skip: 'skipped', unknown: 'unknown' } as const satisfies Record<
  string,
  Headline['verdict']
>;

export interface DoctorTextOptions {
  readonly page: Page;
  readonly verbose: boolean;
}

/** The report for people. */
export function doctorText(report: DoctorReport, { page }: DoctorTextOptions): string {
  const lines = report.checks.flatMap(({ outcome, title, cause, evidence, mend }) =>
    headline(
      {
        verdict: VERDICTS[outcome],
        text: title,
        id: cause?.id,
        below: [...(cause === undefined ? [] : [cause.message]), ...evidence, ...(mend === undefined ? [] : [`mend: ${mend}`])],
      },
      page,
    ),
  );
  return `${[...lines, '', verdictOf(report).message].join('\n')}\n`;
}
