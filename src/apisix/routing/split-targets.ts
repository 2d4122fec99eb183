import { entryOf, itemsOf, valueAt } from '../located.ts';
import type { Located } from '../located.ts';

/** The items of traffic-split's `rules[].weighted_upstreams[]`, the one plugin that names upstreams or has them in itself. */
export function splitTargets(object: Located): readonly Located[] {
  const rules = valueAt(object, ['plugins', 'traffic-split', 'rules']);
  return valuesIn(rules).flatMap((rule) => valuesIn(entryOf(rule, 'weighted_upstreams')?.value));
}

function valuesIn(list: Located | undefined): readonly Located[] {
  return list?.kind === 'table' ? itemsOf(list).map(({ value }) => value) : [];
}
