import type { Schema } from '../../schema/schema.ts';
import type { ObjectRules } from '../object-rules.ts';
import { BOOLEAN, closed, hostSchema, ID, metadata, TEXT, TIMEOUT } from './common.ts';
import { checksSchema } from './health-checks.ts';
import { nodesSchema } from './nodes.ts';

/** An upstream, of its own or inside a route, service or stream route. */
export function upstreamSchema(rules: ObjectRules): Schema {
  const type = rules.needsUpstreamType ? ['type'] : [];
  return {
    description: 'a map',
    type: 'object',
    properties: {
      ...metadata(rules),
      nodes: nodesSchema(rules),
      retries: { description: 'a whole number from 0 on', type: 'integer', minimum: 0 },
      retry_timeout: { description: 'a number of seconds from 0 on', type: 'number', minimum: 0 },
      timeout: TIMEOUT,
      tls: tlsSchema(rules),
      keepalive_pool: KEEPALIVE_POOL,
      type: { description: 'text such as roundrobin', type: 'string' },
      checks: checksSchema(rules),
      hash_on: oneOfTexts(['vars', 'header', 'cookie', 'consumer', 'vars_combinations']),
      key: TEXT,
      // Without a type in the gateway too.
      scheme: { description: `one of ${rules.schemes.join(', ')}`, enum: rules.schemes },
      discovery_type: { description: 'the name of a registry as text', type: 'string' },
      discovery_args: DISCOVERY_ARGS,
      pass_host: oneOfTexts(['pass', 'node', 'rewrite']),
      upstream_host: hostSchema(rules),
      service_name: { description: 'text of 1 to 256 characters', type: 'string', minLength: 1, maxLength: 256 },
    },
    oneOf: [{ required: [...type, 'nodes'] }, { required: [...type, 'service_name', 'discovery_type'] }],
    ...closed(rules),
  };
}

const KEEPALIVE_POOL: Schema = {
  description: 'a map',
  type: 'object',
  properties: {
    size: { description: 'a whole number from 1 on', type: 'integer', minimum: 1 },
    idle_timeout: { description: 'a number of seconds from 0 on', type: 'number', minimum: 0 },
    requests: { description: 'a whole number from 1 on', type: 'integer', minimum: 1 },
  },
};

/** Nacos reads them; what else stands here is ignored. */
const DISCOVERY_ARGS: Schema = {
  description: 'a map',
  type: 'object',
  properties: { namespace_id: TEXT, group_name: TEXT },
};

function oneOfTexts(texts: readonly string[]): Schema {
  return { description: `one of ${texts.join(', ')}`, type: 'string', enum: texts };
}

function tlsSchema({ tls, minPrivateKeyLength }: ObjectRules): Schema {
  const pair = {
    client_cert: pemSchema(128),
    client_key: pemSchema(minPrivateKeyLength),
  };
  const map: Schema = { description: 'a map', type: 'object' };
  if (tls === 'pair') return { ...map, properties: pair, required: ['client_cert', 'client_key'] };
  const properties = { ...pair, client_cert_id: ID, verify: BOOLEAN };
  if (tls === 'pair-or-id') {
    const alone: Schema = { description: 'without client_cert and client_key', not: { required: ['client_cert', 'client_key'] } };
    return {
      ...map,
      properties,
      dependencies: {
        client_cert: { required: ['client_key'] },
        client_key: { required: ['client_cert'] },
        client_cert_id: alone,
      },
    };
  }
  // A slip of the gateway's lets client_cert_id ask for nothing that could be broken: the pair itself excludes it.
  const withoutId: Schema = { description: 'without client_cert_id', not: { required: ['client_cert_id'] } };
  return {
    ...map,
    properties,
    dependencies: {
      client_cert: { allOf: [{ required: ['client_key'] }, withoutId] },
      client_key: { allOf: [{ required: ['client_cert'] }, withoutId] },
    },
  };
}

function pemSchema(minLength: number): Schema {
  return { description: `PEM of ${minLength} to 65536 characters as text`, type: 'string', minLength, maxLength: 65_536 };
}
