import { doctorDocument } from '../../report/doctor/json.ts';
import { doctorText } from '../../report/doctor/text.ts';
import type { DoctorReport } from '../../doctor/report.ts';
import { jsonText } from '../../report/json-text.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { DoctorFlags } from './flags.ts';

/** Writes the report to stdout in the format that was asked for. */
export async function writeDoctorReport(
  report: DoctorReport,
  { flags, host }: { readonly flags: DoctorFlags; readonly host: Host },
): Promise<void> {
  const { stdout } = host;
  const text =
    flags.output === 'json'
      ? jsonText(doctorDocument(report))
      : doctorText(report, { page: pageOf(host, stdout), verbose: flags.verbose === true });
  stdout.stream.write(text);
}
