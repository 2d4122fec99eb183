import { listOf, TEXT } from './common-schema.ts';
import { consulProperties } from './consul-properties.ts';
import { serversThatDoNotStart } from './consul-servers.ts';
import type { Registry } from './registry.ts';

export const CONSUL_KV: Registry = {
  name: 'consul_kv',
  schema: (release) => ({
    description: 'a map',
    type: 'object',
    required: ['servers'],
    properties: { ...consulProperties(release), prefix: { ...TEXT, default: 'upstreams' }, skip_keys: listOf('key') },
  }),
  examples: {
    servers: 'servers: ["http://127.0.0.1:8500"]',
    skip_keys: 'skip_keys: ["upstreams/name"]',
    path: 'path: logs/consul_kv.dump',
  },
  startFailures: (block) => serversThatDoNotStart('consul_kv', block),
};
