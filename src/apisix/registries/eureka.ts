import { integerFrom, listOf, TEXT, TIMEOUTS } from './common-schema.ts';
import type { Registry } from './registry.ts';

export const EUREKA: Registry = {
  name: 'eureka',
  schema: () => ({
    description: 'a map',
    type: 'object',
    required: ['host'],
    properties: {
      host: listOf('server'),
      prefix: TEXT,
      fetch_interval: integerFrom(1, { of: 'in seconds', default: 30 }),
      weight: integerFrom(0, { of: '' }),
      timeout: TIMEOUTS,
    },
  }),
  examples: { host: 'host: ["http://127.0.0.1:8761"]' },
};
