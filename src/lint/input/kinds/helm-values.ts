import { entryOf, valueAt } from '../../../apisix/located.ts';
import type { Located, LocatedEntry } from '../../../apisix/located.ts';
import type { Recognised, Subject } from '../subject.ts';
import { isConfigName } from './config.ts';

/** Where the chart has its settings: old releases at the top, then under `apisix`, and a chart that depends on it one level below. */
const PLACES: readonly (readonly string[])[] = [[], ['apisix'], ['apisix', 'apisix']];

/** Keys of the chart that no config.yaml has at its top (apache/apisix-helm-chart, charts/apisix/values.yaml). */
const CHART_KEYS = new Set([
  'image',
  'replicaCount',
  'gateway',
  'ingress-controller',
  'dashboard',
  'rbac',
  'service',
  'serviceAccount',
  'admin',
  'autoscaling',
  'resources',
  'nodeSelector',
  'tolerations',
  'affinity',
  'ingress',
  'control',
  'metrics',
  'externalEtcd',
  'extraEnvVars',
  'extraVolumes',
  'extraVolumeMounts',
  'podAnnotations',
  'useDaemonSet',
  'customPlugins',
  'initContainer',
]);

/** Keys of the chart under a key that a config.yaml has, too. */
const INNER_CHART_KEYS: Readonly<Record<string, readonly string[]>> = {
  apisix: ['enabled', 'image', 'replicaCount', 'kind', 'podAnnotations', 'admin', 'deployment', 'nginx', 'fullCustomConfig'],
  etcd: ['enabled', 'replicaCount'],
};

const TITLE = 'values of the apisix Helm chart';

/**
 * Values of the apisix Helm chart, known by their file's name or their keys. It writes what stands under `discovery.registry` into its
 * config.yaml where discovery is enabled, or all of `fullCustomConfig.config` where that is.
 */
export function helmValues({ name, root }: Subject): Recognised | undefined {
  const isNamedSo = name.includes('values');
  const isOwnBlock = !isConfigName(name) && isSwitchedRegistry(entryOf(root, 'discovery')?.value);
  return isNamedSo || isOwnBlock || hasChartKey(root) ? helmValuesIn(root, { isNamedSo }) : undefined;
}

/** What is known to be values, of this chart or of another; undefined for those of another. */
export function helmValuesIn(root: Located, { isNamedSo }: { readonly isNamedSo: boolean }): Recognised | undefined {
  const places = PLACES.map((path) => valueAt(root, path));
  const discovery = places.map((place) => entryOf(place, 'discovery')).find((entry, index) => isOfChart(entry, PLACES[index]));
  const custom = places.map((place) => valueAt(place, ['fullCustomConfig'])).find((value) => value !== undefined);
  if (custom !== undefined && isEnabled(custom)) {
    const written = valueAt(custom, ['config']) ?? custom;
    return { kind: 'helm-values', title: TITLE, config: { kind: 'values', root: written } };
  }
  if (discovery !== undefined && isEnabled(discovery.value)) {
    return { kind: 'helm-values', title: TITLE, config: { kind: 'values', root: configOf(discovery) } };
  }
  const isOfApisix = discovery !== undefined || custom !== undefined || (isNamedSo && entryOf(root, 'apisix') !== undefined);
  return isOfApisix ? { kind: 'helm-values', title: `${TITLE}, discovery not enabled` } : undefined;
}

function hasChartKey(root: Located): boolean {
  if (root.kind !== 'table') return false;
  return root.entries.some(({ key, value }) => {
    if (typeof key !== 'string') return false;
    const inner = Object.hasOwn(INNER_CHART_KEYS, key) ? INNER_CHART_KEYS[key] : undefined;
    return CHART_KEYS.has(key) || inner?.some((innerKey) => entryOf(value, innerKey) !== undefined) === true;
  });
}

/** `enabled` beside `registry`, which both are nothing that a config.yaml has. */
function isSwitchedRegistry(discovery: Located | undefined): boolean {
  return entryOf(discovery, 'registry') !== undefined && entryOf(discovery, 'enabled') !== undefined;
}

/** At the top, other charts have a `discovery.enabled`, too. */
function isOfChart(discovery: LocatedEntry | undefined, place: readonly string[] = []): boolean {
  const has = (key: string): boolean => entryOf(discovery?.value, key) !== undefined;
  return has('registry') || (place.length > 0 && has('enabled'));
}

/** As a template of Helm asks: what is not empty, zero or false. */
function isEnabled(owner: Located): boolean {
  const enabled = valueAt(owner, ['enabled']);
  return enabled?.kind === 'scalar' && enabled.value !== false && enabled.value !== '' && enabled.value !== 0;
}

/** The chart's config.yaml, as far as discovery goes. */
function configOf({ keyPosition, keyEnd, value: discovery }: LocatedEntry): Located {
  const { position, end } = discovery;
  const none: Located = { kind: 'table', entries: [], position, end };
  const registry = entryOf(discovery, 'registry') ?? { keyPosition, keyEnd, value: none };
  return { kind: 'table', entries: [{ ...registry, key: 'discovery' }], position, end };
}
