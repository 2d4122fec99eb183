import type { Category } from '../doctor/category.ts';
import type { CatalogueId } from '../findings/catalogue.ts';

/** The command whose checks tell whether a cause is the one. */
export function doctor(category: Category): string {
  return `k8s-disco doctor --category ${category}`;
}

/** Causes of other categories than those of the names and nodes that they stand among. */
const ELSEWHERE: Readonly<Partial<Record<CatalogueId, Category>>> = {
  C24: 'config',
  E05: 'environment',
  E06: 'environment',
  G02: 'gateway',
  G05: 'gateway',
  G08: 'discovery',
  G13: 'discovery',
  G15: 'gateway',
  N12: 'environment',
};

/** The same for a cause among others, most of which are of one category. */
export function doctorFor(id: CatalogueId, category: Category): string {
  return doctor(ELSEWHERE[id] ?? category);
}

/** Judges the gateway's config without a cluster. */
export const LINT_CONFIG = 'k8s-disco lint config.yaml';

/** Judges routes and upstreams without a cluster. */
export const LINT_ROUTES = 'k8s-disco lint apisix.yaml';
