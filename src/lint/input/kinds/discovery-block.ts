import { configRules } from '../../../apisix/discovery-config/config-rules.ts';
import { kubernetesSchema } from '../../../apisix/discovery-config/kubernetes-schema.ts';
import { tableKind } from '../../../apisix/located.ts';
import type { Located } from '../../../apisix/located.ts';
import { REGISTRIES } from '../../../apisix/registries/index.ts';
import { NEWEST_RELEASE, releaseOf } from '../../../apisix/release.ts';
import { closest } from '../../../findings/closest.ts';

/** What stands under `discovery:`. */
const NAMES: ReadonlySet<unknown> = new Set(['kubernetes', ...REGISTRIES.map(({ name }) => name)]);

/** Registries whose names stand in the discovery of other programs as well, such as Prometheus. */
const SHARED_REGISTRIES: ReadonlySet<unknown> = new Set(['consul', 'dns']);

/** What stands under `kubernetes:`. */
const KEYS = Object.keys(kubernetesSchema(configRules(releaseOf(NEWEST_RELEASE))).single.properties ?? {});

/** Whether some release has a registry of that name. */
export function isRegistry(key: unknown): boolean {
  return NAMES.has(key);
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
