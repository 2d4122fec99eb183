import type { CheckResult } from '../../doctor/report.ts';
import { lowerFirst } from '../../findings/lower-first.ts';
import { countOf } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { headline } from '../headline.ts';

/** So many reasons that concern one check each may stand in the report; more of them are clutter. */
const FEW = 2;

/** Why checks were skipped, most first, a line for each reason: `– 14 checks: not before the API server accepts the token`. */
export function skippedLines(skipped: readonly CheckResult[], page: Page): string[] {
  if (skipped.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { evidence } of skipped) {
    const why = lowerFirst(evidence.join(' '));
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const reasons = [...counts].map(([why, count]) => ({ why, count })).sort((left, right) => right.count - left.count);
  const single = reasons.filter(({ count }) => count === 1);
  const shown = single.length > FEW ? reasons.filter(({ count }) => count > 1) : reasons;
  const rest = single.length > FEW ? [{ why: 'each for a reason of its own, which -v tells', count: single.length }] : [];
  return [
    page.style.name('skipped'),
    ...[...shown, ...rest].flatMap(({ why, count }) =>
      headline({ verdict: 'skipped', text: `${countOf(count, 'check')}: ${why}` }, page),
    ),
  ];
}
