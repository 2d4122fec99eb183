import type { Schema } from '../../schema/schema.ts';
import type { ObjectRules } from '../object-rules.ts';
import { BOOLEAN, hostSchema, methodSchema, TEXT } from './common.ts';

const TYPE: Schema = { description: 'http, https or tcp', type: 'string', enum: ['http', 'https', 'tcp'] };

const STATUSES: Schema = {
  description: 'a list of HTTP statuses from 200 to 599, each once',
  type: 'array',
  minItems: 1,
  items: { description: 'a status from 200 to 599', type: 'integer', minimum: 200, maximum: 599 },
  uniqueItems: true,
};

/** `checks` of an upstream. */
export function checksSchema(rules: ObjectRules): Schema {
  return {
    description: 'a map with active',
    type: 'object',
    properties: { active: activeSchema(rules), passive: PASSIVE },
    anyOf: [{ required: ['active'] }, { required: ['active', 'passive'] }],
    ...(rules.refusesUnknownChecks ? { additionalProperties: false } : {}),
  };
}

function activeSchema(rules: ObjectRules): Schema {
  const interval: Schema = { description: 'a whole number of seconds from 1 on', type: 'integer', minimum: 1 };
  const count = countFrom(1);
  return {
    description: 'a map',
    type: 'object',
    properties: {
      type: TYPE,
      timeout: { description: 'a number of seconds', type: 'number' },
      concurrency: { description: 'a whole number', type: 'integer' },
      host: hostSchema(rules),
      port: { description: 'a port from 1 to 65535 without quotes', type: 'integer', minimum: 1, maximum: 65535 },
      http_path: TEXT,
      ...(rules.checksWithBody ? { http_method: methodSchema(rules), http_req_body: TEXT } : {}),
      https_verify_certificate: BOOLEAN,
      healthy: {
        description: 'a map',
        type: 'object',
        properties: { interval, http_statuses: STATUSES, successes: count },
      },
      unhealthy: {
        description: 'a map',
        type: 'object',
        properties: { interval, http_statuses: STATUSES, http_failures: count, tcp_failures: count, timeouts: count },
      },
      req_headers: { description: 'a list of at least one header line', type: 'array', minItems: 1, items: TEXT },
    },
  };
}

const PASSIVE: Schema = {
  description: 'a map',
  type: 'object',
  properties: {
    type: TYPE,
    healthy: {
      description: 'a map',
      type: 'object',
      properties: { http_statuses: STATUSES, successes: countFrom(0) },
    },
    unhealthy: {
      description: 'a map',
      type: 'object',
      properties: {
        http_statuses: STATUSES,
        tcp_failures: countFrom(0),
        timeouts: countFrom(0),
        http_failures: countFrom(0),
      },
    },
  },
};

function countFrom(minimum: number): Schema {
  return { description: `a whole number from ${minimum} to 254`, type: 'integer', minimum, maximum: 254 };
}
