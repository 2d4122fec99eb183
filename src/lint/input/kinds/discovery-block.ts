import { tableKind } from '../../../apisix/located.ts';
import type { Located } from '../../../apisix/located.ts';
import { closest } from '../../../findings/closest.ts';

/** What stands under `discovery:`. */
const REGISTRIES: ReadonlySet<unknown> = new Set(['kubernetes', 'nacos', 'eureka', 'consul', 'consul_kv', 'dns', 'tars']);

/** Registries whose names stand in the discovery of other programs as well, such as Prometheus. */
const SHARED_REGISTRIES: ReadonlySet<unknown> = new Set(['consul', 'dns']);

/** What stands under `kubernetes:`. */
const KEYS = [
  'service',
  'client',
  'namespace_selector',
  'label_selector',
  'shared_size',
  'default_weight',
  'watch_endpoint_slices',
];

export function isRegistry(key: unknown): boolean {
  return REGISTRIES.has(key);
}

/** Whether what stands under `discovery:` can only be the gateway's. */
export function isDiscoveryBlock(value: Located): boolean {
  if (value.kind !== 'table') return false;
  return value.entries.some(({ key, value: registry }) =>
    key === 'kubernetes' ? isKubernetesBlock(registry) : isRegistry(key) && !SHARED_REGISTRIES.has(key),
  );
}

/** Whether what stands under `kubernetes:` is no map or an empty one, or has a key of the gateway or one that was meant to be. */
export function isKubernetesBlock(block: Located): boolean {
  if (block.kind !== 'table' || tableKind(block) !== 'map') return true;
  return block.entries.some(({ key }) => typeof key === 'string' && closest(key, KEYS) !== undefined);
}
