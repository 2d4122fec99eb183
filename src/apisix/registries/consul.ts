import { listOf } from './common-schema.ts';
import { consulProperties } from './consul-properties.ts';
import { serversThatDoNotStart } from './consul-servers.ts';
import type { Registry } from './registry.ts';

export const CONSUL: Registry = {
  name: 'consul',
  since: '3.1.0',
  schema: (release) => ({
    description: 'a map',
    type: 'object',
    required: ['servers'],
    properties: {
      ...consulProperties(release),
      skip_services: listOf('service'),
      ...(release.atLeast('3.9.0')
        ? {
            sort_type: {
              description: 'origin, host_sort, port_sort or combine_sort',
              type: 'string',
              enum: ['origin', 'host_sort', 'port_sort', 'combine_sort'],
              default: 'origin',
            },
          }
        : {}),
      ...(release.atLeast('3.16.0')
        ? {
            shared_size: {
              description: 'megabytes such as 64m',
              type: 'string',
              pattern: '^[1-9][0-9]*m$',
              default: release.atLeast('3.18.0') ? '64m' : '1m',
            },
          }
        : {}),
    },
  }),
  examples: {
    servers: 'servers: ["http://127.0.0.1:8500"]',
    skip_services: 'skip_services: ["name"]',
    path: 'path: logs/consul.dump',
  },
  startFailures: (block) => serversThatDoNotStart('consul', block),
};
