import type { MissingRight } from '../../provision/report.ts';
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
  const lines = alike(missing).map(({ verbs, right }) => ({
    text: `    ${verbs} ${objectText(right)}`,
    detail: right.reason ?? '',
  }));
  return [...headline({ verdict: 'fail', text }, page), ...detailedLines(lines, page)];
}

/** Rights to one object for one reason, in the order of the first; the verbs as `get, patch, create`. */
function alike(missing: readonly MissingRight[]): readonly { readonly verbs: string; readonly right: MissingRight }[] {
  const groups = new Map<string, MissingRight[]>();
  for (const right of missing) {
    const { verb: _, ...object } = right;
    const key = JSON.stringify(object);
    groups.set(key, [...(groups.get(key) ?? []), right]);
  }
  return [...groups.values()].flatMap((rights) =>
    rights.slice(0, 1).map((right) => ({ verbs: rights.map(({ verb }) => verb).join(', '), right })),
  );
}

/** `serviceaccounts/token apisix-discovery in default`, as `kubectl auth can-i` takes most of it. */
function objectText({ group, resource, subresource, namespace, name }: MissingRight): string {
  const what = [resource, ...(group === '' ? [] : [group])].join('.');
  return [
    subresource === undefined ? what : `${what}/${subresource}`,
    ...(name === undefined ? [] : [name]),
    ...(namespace === undefined ? [] : [`in ${namespace}`]),
  ].join(' ');
}
