import { UserError } from '../../findings/user-error.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import { baselineOf } from '../../lint/baseline.ts';
import { baselinePaths } from '../../lint/baseline-paths.ts';
import type { LintReport } from '../../lint/report.ts';
import { countOf, printable } from '../../terminal/page.ts';
import type { Host } from '../host.ts';

/** `--write-baseline`: lists what the report holds in a file, and says so on stderr. Throws a {@link UserError} where it cannot be written. */
export async function writeBaseline(
  path: string,
  { report, host }: { readonly report: LintReport; readonly host: Host },
): Promise<void> {
  const paths = report.files.map((file) => file.path);
  const { text, count } = baselineOf(report, await baselinePaths(paths, { baseline: path, files: host.files }));
  try {
    await host.files.write(path, text);
  } catch (error) {
    throw new UserError(`cannot write the baseline: ${readingFailure(error)}`, { place: { path }, cause: error });
  }
  host.stderr.stream.write(`${countOf(count, 'finding')} written to ${printable(path)}\n`);
}
