import type { CheckResult } from '../../doctor/report.ts';

/** What there is to read of a result under its title: the cause, what proves it, the mend. At least one. */
export function resultParts({ title, cause, evidence, mend }: CheckResult): readonly string[] {
  const parts = [...(cause === undefined ? [] : [cause.message]), ...evidence, ...(mend === undefined ? [] : [`mend: ${mend}`])];
  return parts.length === 0 ? [title] : parts;
}
