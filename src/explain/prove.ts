import type { Category } from '../doctor/category.ts';
import type { CatalogueId } from '../findings/catalogue.ts';

/** What checks of a category ask beside the gateway's config; without it they are skipped. */
const ASKED: Readonly<Partial<Record<Category, string>>> = {
  services: '--routes apisix.yaml',
  reachability: '--routes apisix.yaml',
  gateway: '--control-api http://127.0.0.1:9090',
};

/** The command whose checks tell whether a cause is the one: with the gateway's config, for its account and addresses count. */
export function doctor(category: Category): string {
  const asked = ASKED[category];
  return ['k8s-disco doctor --config config.yaml', ...(asked === undefined ? [] : [asked]), `--category ${category}`].join(' ');
}

/** The same for a person's connection: that of the kubeconfig. */
export function doctorOfPerson(category: Category): string {
  return `k8s-disco doctor --category ${category}`;
}

/** Shows which nodes come and go, which no check waits for. */
const WATCH_NODES = 'k8s-disco resolve --all --watch --config config.yaml';

/** Causes that something else proves than those that they stand among. */
const ELSEWHERE: Readonly<Partial<Record<CatalogueId, string>>> = {
  C24: doctor('config'),
  C30: doctor('gateway'),
  E05: doctor('environment'),
  E06: doctor('environment'),
  G02: doctor('gateway'),
  G05: doctor('gateway'),
  G08: doctor('discovery'),
  G13: doctor('discovery'),
  G15: doctor('gateway'),
  G19: WATCH_NODES,
  N12: doctor('environment'),
  P06: WATCH_NODES,
};

/** What proves a cause among others, most of which `usual` proves. */
export function proofOf(id: CatalogueId, usual: string): string {
  return ELSEWHERE[id] ?? usual;
}

/** Judges the gateway's config without a cluster. */
export const LINT_CONFIG = 'k8s-disco lint config.yaml';

/** Judges routes and upstreams without a cluster. */
export const LINT_ROUTES = 'k8s-disco lint apisix.yaml';
