import type { Release } from '../release.ts';
import { CONSUL_KV } from './consul-kv.ts';
import { CONSUL } from './consul.ts';
import { DNS } from './dns.ts';
import { EUREKA } from './eureka.ts';
import { NACOS } from './nacos.ts';
import type { Registry } from './registry.ts';
import { TARS } from './tars.ts';

/** Every registry beside kubernetes that any release has (the folders of apisix/discovery, 2.13.0 to 3.18.0). */
export const REGISTRIES: readonly Registry[] = [NACOS, EUREKA, CONSUL, CONSUL_KV, DNS, TARS];

/** Whether a release has the module of a registry. */
export function hasModule({ since }: Registry, release: Release): boolean {
  return since === undefined || release.atLeast(since);
}
