import type { Category } from '../doctor/category.ts';

/** The command whose checks tell whether a cause is the one. */
export function doctor(category: Category): string {
  return `k8s-disco doctor --category ${category}`;
}

/** Judges the gateway's config without a cluster. */
export const LINT_CONFIG = 'k8s-disco lint config.yaml';

/** Judges routes and upstreams without a cluster. */
export const LINT_ROUTES = 'k8s-disco lint apisix.yaml';
