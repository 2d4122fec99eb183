import { listOf } from './common-schema.ts';
import type { Registry } from './registry.ts';

const RECORDS = ['last', 'SRV', 'A', 'AAAA', 'CNAME'];

export const DNS: Registry = {
  name: 'dns',
  schema: (release) => ({
    description: 'a map',
    type: 'object',
    ...(release.atLeast('3.6.0')
      ? { oneOf: [{ required: ['servers'] }, { required: ['resolv_conf'] }] }
      : { required: ['servers'] }),
    properties: {
      servers: listOf('server'),
      ...(release.atLeast('3.6.0') ? { resolv_conf: { description: 'the path of a file', type: 'string' } } : {}),
      ...(release.atLeast('3.0.0')
        ? {
            order: {
              description: `a list of one to five of ${RECORDS.join(', ')}, none of them twice`,
              type: 'array',
              minItems: 1,
              maxItems: 5,
              uniqueItems: true,
              items: { description: `one of ${RECORDS.join(', ')}`, enum: RECORDS },
            },
          }
        : {}),
    },
  }),
  examples: { servers: 'servers: ["127.0.0.1:8600"]', resolv_conf: 'resolv_conf: /etc/resolv.conf', order: 'order: [SRV, A]' },
};
