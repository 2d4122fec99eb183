import packageJson from '../../../package.json' with { type: 'json' };
import { CHECKS } from '../../doctor/checks/index.ts';
import type { DoctorReport } from '../../doctor/report.ts';
import { DOCTOR_FORMATS } from '../../report/doctor/formats.ts';
import { doctorGithubSummary } from '../../report/doctor/github-summary.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import { addToStepSummary } from '../step-summary.ts';
import type { DoctorFlags } from './flags.ts';

/** Writes the report to stdout in the format asked for; `github` adds it to the summary of the step, too. */
export async function writeDoctorReport(
  report: DoctorReport,
  { flags, host }: { readonly flags: DoctorFlags; readonly host: Host },
): Promise<void> {
  const { output, verbose, failOn } = flags;
  const page = pageOf(host, host.stdout);
  const options = { page, version: packageJson.version, verbose: verbose === true, failOn, checks: CHECKS };
  host.stdout.stream.write(DOCTOR_FORMATS[output](report, options));
  if (output === 'github') await addToStepSummary(doctorGithubSummary(report), host);
}
