import type { CheckResult } from '../../doctor/report.ts';

/** Where a check is described, in the package as in its sources: `docs/checks.md#token-accepted`. */
export function anchorOf({ id }: Pick<CheckResult, 'id'>): string {
  return `docs/checks.md#${id}`;
}
