import { inWords } from '../../in-words.ts';
import type { Schema } from '../../schema/schema.ts';
import type { ObjectRules } from '../object-rules.ts';
import type { ObjectKind } from '../routing-object.ts';
import {
  ADDRESS,
  BOOLEAN,
  closed,
  hostSchema,
  hostsSchema,
  ID,
  metadata,
  metadataOfStreamRoute,
  methodSchema,
  PLUGINS,
  SCRIPT,
  TEXT,
  TIMEOUT,
} from './common.ts';
import { upstreamSchema } from './upstream.ts';

/** What a release accepts as a route, upstream, service and stream route. What plugins and `vars` hold is not part of it. */
export function objectSchemas(rules: ObjectRules): Readonly<Record<ObjectKind, Schema>> {
  const upstream = upstreamSchema(rules);
  return {
    routes: routeSchema(rules, upstream),
    upstreams: upstream,
    services: serviceSchema(rules, upstream),
    stream_routes: streamRouteSchema(rules, upstream),
  };
}

function routeSchema(rules: ObjectRules, upstream: Schema): Schema {
  const uses = ['plugins', 'upstream', 'upstream_id', 'service_id', 'script'];
  return {
    description: 'a map',
    type: 'object',
    properties: {
      ...metadata(rules),
      uri: { description: 'text of 1 to 4096 characters', type: 'string', minLength: 1, maxLength: 4096 },
      uris: { description: 'a list of at least one path, each once', type: 'array', items: TEXT, minItems: 1, uniqueItems: true },
      priority: { description: 'a whole number', type: 'integer' },
      methods: { description: 'a list of methods, each once', type: 'array', items: methodSchema(rules), uniqueItems: true },
      host: hostSchema(rules),
      hosts: hostsSchema(rules),
      remote_addr: ADDRESS,
      remote_addrs: {
        description: 'a list of at least one address, each once',
        type: 'array',
        items: ADDRESS,
        minItems: 1,
        uniqueItems: true,
      },
      timeout: TIMEOUT,
      vars: { description: 'a list', type: 'array' },
      filter_func: {
        description: 'Lua as text that begins with function',
        type: 'string',
        minLength: 10,
        pattern: '^function',
      },
      script: SCRIPT,
      script_id: ID,
      plugins: PLUGINS,
      plugin_config_id: ID,
      upstream,
      service_id: ID,
      upstream_id: ID,
      ...(rules.serviceProtocol ? { service_protocol: { description: 'grpc or http', enum: ['grpc', 'http'] } } : {}),
      enable_websocket: BOOLEAN,
      status: { description: '1 or 0', type: 'integer', enum: [1, 0] },
    },
    allOf: [
      { description: 'one with either uri or uris', oneOf: [{ required: ['uri'] }, { required: ['uris'] }] },
      atMostOne('host', 'hosts'),
      atMostOne('remote_addr', 'remote_addrs'),
      // The gateway writes each pair with uri and with uris; that one of these is there is asked for above.
      {
        description: `one with ${inWords(uses, 'or')}`,
        anyOf: uses.map((use) => ({ required: [use] })),
      },
      { description: 'one without plugins beside script', not: { required: ['script', 'plugins'] } },
      { description: 'one without plugin_config_id beside script', not: { required: ['script', 'plugin_config_id'] } },
    ],
    ...closed(rules),
  };
}

function atMostOne(single: string, several: string): Schema {
  return { description: `one without ${single} beside ${several}`, not: { required: [single, several] } };
}

function serviceSchema(rules: ObjectRules, upstream: Schema): Schema {
  return {
    description: 'a map',
    type: 'object',
    properties: {
      ...metadata(rules),
      plugins: PLUGINS,
      upstream,
      upstream_id: ID,
      script: SCRIPT,
      enable_websocket: BOOLEAN,
      hosts: hostsSchema(rules),
    },
    ...closed(rules),
  };
}

function streamRouteSchema(rules: ObjectRules, upstream: Schema): Schema {
  const port: Schema =
    rules.maxPort === undefined
      ? { description: 'a whole number', type: 'integer' }
      : { description: `a port from 1 to ${rules.maxPort}, without quotes`, type: 'integer', minimum: 1, maximum: rules.maxPort };
  return {
    description: 'a map',
    type: 'object',
    properties: {
      ...metadataOfStreamRoute(rules),
      remote_addr: ADDRESS,
      server_addr: ADDRESS,
      server_port: port,
      sni: hostSchema(rules),
      upstream,
      upstream_id: ID,
      ...(rules.streamService ? { service_id: ID } : {}),
      plugins: PLUGINS,
      ...(rules.streamProtocol ? { protocol: protocolSchema(rules) } : {}),
    },
    ...closed(rules),
  };
}

/** An xRPC protocol. Whether the gateway has it stands in its config.yaml. */
function protocolSchema(rules: ObjectRules): Schema {
  return {
    description: 'a map with name',
    type: 'object',
    properties: {
      name: TEXT,
      superior_id: ID,
      conf: { description: 'a map', type: 'object' },
      logger: {
        description: 'a list',
        type: 'array',
        items: {
          properties: {
            name: TEXT,
            filter: { description: 'a list', type: 'array' },
            conf: { description: 'a map', type: 'object' },
          },
          dependencies: { name: { required: ['conf'] } },
          ...closed(rules),
        },
      },
    },
    required: ['name'],
  };
}
