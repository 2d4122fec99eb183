import type { ClusterSetup, MissingRight } from '../../provision/report.ts';
import { countOf } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { headline } from '../headline.ts';
import { detailedLines } from './details.ts';

/** What whoever sets up would have to be allowed, and what for; nothing where nothing is missing. */
export function missingRights({ missing, user }: Pick<ClusterSetup, 'missing' | 'user'>, page: Page): string[] {
  if (missing.length === 0) return [];
  const text = `nothing is written: ${user ?? 'this user'} lacks ${countOf(missing.length, 'right')}`;
  const lines = missing.map((right) => ({ text: `    ${rightText(right)}`, detail: right.reason }));
  return [...headline({ verdict: 'fail', text }, page), ...detailedLines(lines, page)];
}

/** `create serviceaccounts/token apisix-discovery in default`, as `kubectl auth can-i` takes most of it. */
function rightText({ verb, group, resource, subresource, namespace, name }: MissingRight): string {
  const what = [resource, ...(group === '' ? [] : [group])].join('.');
  return [
    verb,
    subresource === undefined ? what : `${what}/${subresource}`,
    ...(name === undefined ? [] : [name]),
    ...(namespace === undefined ? [] : [`in ${namespace}`]),
  ].join(' ');
}
