import type { LocatedEntry } from '../located.ts';
import type { Release } from '../release.ts';
import { violations } from '../schema/violations.ts';
import { hasModule, REGISTRIES } from './index.ts';
import { noSuchRegistry } from './no-such-registry.ts';
import type { RegistryVerdict } from './registry.ts';
import { explain } from './wording.ts';

/**
 * Judges a key under `discovery` other than kubernetes; nulls have been dropped from it. The check passes over keys without a schema
 * (cli/schema.lua), and then each key is loaded as a module without a guard (discovery/init.lua, all releases).
 */
export function judgeRegistry(entry: LocatedEntry, release: Release): RegistryVerdict {
  const registry = REGISTRIES.find(({ name }) => name === entry.key);
  if (registry === undefined || !hasModule(registry, release)) {
    return { refusals: [], startFailures: [noSuchRegistry(entry, registry)] };
  }
  const broken = violations(registry.schema(release), { ...entry, path: [] });
  const refusals = broken.map((violation) => explain(violation, registry));
  if (refusals.length > 0 || entry.value.kind !== 'table') return { refusals, startFailures: [] };
  return { refusals, startFailures: registry.startFailures?.(entry.value) ?? [] };
}
