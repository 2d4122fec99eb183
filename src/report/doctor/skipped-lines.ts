import type { CheckResult } from '../../doctor/report.ts';
import { CATEGORIES } from '../../doctor/category.ts';
import { lowerFirst } from '../../findings/lower-first.ts';
import { countOf } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { headline } from '../headline.ts';

/** Which categories were skipped, and a line for each reason: `– 14 checks skipped: not before the API server accepts the token`. */
export function skippedLines(skipped: readonly CheckResult[], page: Page): string[] {
  if (skipped.length === 0) return [];
  const categories = CATEGORIES.filter((category) => skipped.some((one) => one.category === category));
  const counts = new Map<string, number>();
  for (const { evidence } of skipped) {
    const why = evidence.join(' ');
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const lines = [...counts].flatMap(([why, count]) =>
    headline({ verdict: 'skipped', text: `${countOf(count, 'check')} skipped: ${lowerFirst(why)}` }, page),
  );
  return [page.style.name(categories.join(', ')), ...lines];
}
