import type { Schema } from '../schema/schema.ts';
import type { Registry } from './registry.ts';

const NAME: Schema = { description: 'text of 1 to 64 characters', type: 'string', minLength: 1, maxLength: 64 };

export const TARS: Registry = {
  name: 'tars',
  since: '2.14.1',
  schema: () => ({
    description: 'a map',
    type: 'object',
    required: ['db_conf'],
    properties: {
      db_conf: {
        description: 'a map with host, port, database, user and password of MySQL',
        type: 'object',
        required: ['host', 'database', 'user', 'password'],
        properties: {
          host: {
            description: 'the name or address of the MySQL server in 1 to 500 characters A-Z a-z 0-9 - _ . :',
            type: 'string',
            pattern: '^(?:[a-zA-Z0-9_.-]+:.+@)?[a-zA-Z0-9_.:-]+$',
            minLength: 1,
            maxLength: 500,
          },
          port: { ...integerBetween(1, 65535), default: 3306 },
          database: NAME,
          user: NAME,
          password: NAME,
        },
      },
      full_fetch_interval: { ...integerBetween(90, 3600), default: 300 },
      incremental_fetch_interval: { ...integerBetween(5, 60), default: 15 },
      default_weight: { ...integerBetween(0, 100), default: 100 },
    },
  }),
  examples: {
    db_conf: 'db_conf: {host: …, port: 3306, database: db_tars, user: …, password: …}',
    host: 'host: 127.0.0.1',
    port: 'port: 3306',
    database: 'database: db_tars',
  },
};

function integerBetween(minimum: number, maximum: number): Schema {
  return { description: `an integer from ${minimum} to ${maximum}`, type: 'integer', minimum, maximum };
}
