import { integerFrom, listOf, TEXT, TIMEOUTS } from './common-schema.ts';
import type { Registry } from './registry.ts';
import { mendUrl } from './server-url.ts';

export const NACOS: Registry = {
  name: 'nacos',
  schema: (release) => ({
    description: 'a map',
    type: 'object',
    required: ['host'],
    properties: {
      host: {
        ...listOf('server'),
        items: {
          description: 'http:// or https://, then a host and a port, without a path, in 2 to 100 characters',
          type: 'string',
          pattern: '^https?://(?:[a-zA-Z0-9_.-]+:.+@)?[a-zA-Z0-9_.:-]+$',
          minLength: 2,
          maxLength: 100,
        },
      },
      prefix: {
        description: 'a path of 1 to 100 characters A-Z a-z 0-9 - _ . /',
        type: 'string',
        pattern: '^[/a-zA-Z0-9_.-]+$',
        maxLength: 100,
        default: '/nacos/v1/',
      },
      fetch_interval: integerFrom(1, { of: 'in seconds', default: 30 }),
      weight: integerFrom(1, { of: '', default: 100 }),
      timeout: { ...TIMEOUTS, default: {} },
      ...(release.atLeast('3.7.0') ? { access_key: { ...TEXT, default: '' }, secret_key: { ...TEXT, default: '' } } : {}),
    },
  }),
  examples: { host: 'host: ["http://127.0.0.1:8848"]', prefix: 'prefix: /nacos/v1/' },
  hint: ({ path, value, keyword }) => {
    const isServer = path[0] === 'host' && path.length === 2 && value.kind === 'scalar' && typeof value.value === 'string';
    if (!isServer) return undefined;
    if (keyword === 'maxLength') return 'Shorten it: user and password count too';
    return mendUrl(value, {
      schemes: ['http', 'https'],
      onPath: 'End it behind the port: a path belongs in prefix',
      onUser: 'Write the user and the password both, as user:password@, or none of them',
    });
  },
};
