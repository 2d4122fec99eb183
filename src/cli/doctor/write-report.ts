import type { DoctorReport } from '../../doctor/report.ts';
import type { DoctorFormatOptions } from '../../report/doctor/format.ts';
import { DOCTOR_FORMATS } from '../../report/doctor/formats.ts';
import { doctorGithubSummary } from '../../report/doctor/github-summary.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import { addToStepSummary } from '../step-summary.ts';
import type { DoctorFlags } from './flags.ts';
import { givenFlags } from './given-flags.ts';

/** How a report is to be written, and where. */
export interface WritingOptions {
  readonly flags: DoctorFlags;
  readonly formats: Pick<DoctorFormatOptions, 'version' | 'checks'>;
  readonly host: Host;
}

/** Writes the report to stdout in the format asked for; `github` adds it to the summary of the step, too. */
export async function writeDoctorReport(report: DoctorReport, { flags, formats, host }: WritingOptions): Promise<void> {
  const { output, verbose, failOn } = flags;
  const page = pageOf(host, host.stdout);
  host.stdout.stream.write(
    DOCTOR_FORMATS[output](report, { ...formats, page, verbose: verbose === true, failOn, given: givenFlags(flags) }),
  );
  if (output === 'github') await addToStepSummary(doctorGithubSummary(report, formats.checks), host);
}
