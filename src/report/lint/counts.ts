import type { Severity } from '../../findings/finding.ts';
import type { Summary } from '../../lint/report.ts';
import { countOf, formatCount } from '../../terminal/page.ts';
import type { FileReport } from './by-file.ts';

export type Counts = Omit<Summary, 'files' | 'nothing'>;

/** How many findings of each kind a file has. What was suppressed is not among them. */
export function countsOf({ findings, suppressed }: FileReport): Counts {
  const count = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    fixable: findings.filter(({ fix }) => fix !== undefined).length,
    suppressed,
  };
}

/** `1 error, 0 warnings`, `(1 fixable with --fix)`, `3 suppressed`: only those of which there are some, but errors and warnings together. */
export function countsText(
  { errors, warnings, infos, fixable, suppressed }: Counts,
  { verbose }: { readonly verbose: boolean },
): readonly string[] {
  const findings = [
    ...(errors + warnings === 0 ? [] : [countOf(errors, 'error'), countOf(warnings, 'warning')]),
    ...(infos === 0 ? [] : [`${countOf(infos, 'info')}${verbose ? '' : ' (see -v)'}`]),
  ];
  return [
    ...(findings.length === 0 ? [] : [findings.join(', ')]),
    ...(fixable === 0 ? [] : [`(${formatCount(fixable)} fixable with --fix)`]),
    ...(suppressed === 0 ? [] : [`${formatCount(suppressed)} suppressed`]),
  ];
}
