import type { MissingRight } from '../../provision/report.ts';
import { alikeRights, objectOfRight } from '../../provision/right-text.ts';
import { countOf } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { headline } from '../headline.ts';
import { detailedLines } from './details.ts';

export interface Lack {
  readonly missing: readonly MissingRight[];
  /** Null where the API server does not say. */
  readonly user: string | null;
  /** What was not done for want of the rights. */
  readonly outcome: 'nothing is written' | 'nothing is deleted';
}

/** What the user would have to be allowed, and what for; nothing where nothing is missing. */
export function missingRights({ missing, user, outcome }: Lack, page: Page): string[] {
  if (missing.length === 0) return [];
  const text = `${outcome}: ${user === null ? 'you lack' : `${user} lacks`} ${countOf(missing.length, 'right')}`;
  const lines = alikeRights(missing).map(({ verbs, right }) => ({
    text: `    ${verbs} ${objectOfRight(right)}`,
    detail: right.reason ?? '',
  }));
  return [...headline({ verdict: 'fail', text }, page), ...detailedLines(lines, page)];
}
