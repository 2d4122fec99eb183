import type { Release } from '../release.ts';
import type { Schema } from '../schema/schema.ts';
import { integerFrom, listOf, TEXT } from './common-schema.ts';

/** What consul and consul_kv have in common. */
export function consulProperties(release: Release): Readonly<Record<string, Schema>> {
  return {
    servers: listOf('server'),
    ...(release.atLeast('3.7.0') ? { token: { ...TEXT, default: '' } } : {}),
    fetch_interval: integerFrom(1, { of: 'in seconds', default: 3 }),
    keepalive: { description: 'true or false without quotes', type: 'boolean', default: true },
    weight: integerFrom(1, { of: '', default: 1 }),
    timeout: {
      description: 'a map with connect, read and wait',
      type: 'object',
      properties: {
        connect: integerFrom(1, { of: 'in milliseconds', default: 2000 }),
        read: integerFrom(1, { of: 'in milliseconds', default: 2000 }),
        wait: integerFrom(1, { of: 'in seconds', default: 60 }),
      },
      default: {},
    },
    dump: {
      description: 'a map with path',
      type: 'object',
      required: ['path'],
      properties: {
        path: { description: 'the path of a file', type: 'string', minLength: 1 },
        load_on_init: { description: 'true or false without quotes', type: 'boolean', default: true },
        expire: { description: 'an integer, in seconds', type: 'integer', default: 0 },
      },
    },
    default_service: {
      description: 'a map with host and port',
      type: 'object',
      properties: {
        host: TEXT,
        port: { description: 'an integer', type: 'integer' },
        metadata: {
          description: 'a map with fail_timeout, weight and max_fails',
          type: 'object',
          properties: { fail_timeout: COUNT, weight: COUNT, max_fails: COUNT },
          default: {},
        },
      },
    },
  };
}

const COUNT: Schema = { description: 'an integer', type: 'integer', default: 1 };
