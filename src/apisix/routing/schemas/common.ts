import type { Schema } from '../../schema/schema.ts';
import type { ObjectRules } from '../object-rules.ts';

// Parts that the schemas of routing objects share (schema_def.lua).

/** What `id` of an object and every reference to one may be. */
export const ID: Schema = {
  description: '1 to 64 letters, digits and - _ . as text, or a number from 1 on',
  anyOf: [
    {
      description: '1 to 64 letters, digits and - _ .',
      type: 'string',
      minLength: 1,
      maxLength: 64,
      pattern: '^[a-zA-Z0-9-_.]+$',
    },
    { description: 'a whole number from 1 on', type: 'integer', minimum: 1 },
  ],
};

/** What is in it is the plugins' own matter. */
export const PLUGINS: Schema = { description: 'a map', type: 'object' };

export const BOOLEAN: Schema = { description: 'true or false without quotes', type: 'boolean' };

/** `script` of a route or service. That it is Lua is not checked. */
export const SCRIPT: Schema = { description: 'Lua as text', type: 'string', minLength: 10, maxLength: 102_400 };

export const TEXT: Schema = { description: 'text', type: 'string' };

const SECONDS: Schema = { description: 'a number of seconds above 0', type: 'number', exclusiveMinimum: 0 };

export const TIMEOUT: Schema = {
  description: 'a map with connect, send and read',
  type: 'object',
  properties: { connect: SECONDS, send: SECONDS, read: SECONDS },
  required: ['connect', 'send', 'read'],
};

const BYTE = '([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])';
const IPV4 = Array.from({ length: 4 }, () => BYTE).join('\\.');
/** Far too generous, as the gateway's: `:/8` passes. */
const IPV6 = '([a-fA-F0-9]{0,4}:){1,8}(:[a-fA-F0-9]{0,4}){0,8}([a-fA-F0-9]{0,4})?';

export const ADDRESS: Schema = {
  description: 'an IPv4 or IPv6 address or a CIDR such as 10.0.0.0/8, without port',
  type: 'string',
  anyOf: [
    { type: 'string', format: 'ipv4' },
    { type: 'string', pattern: `^${IPV4}/([12]?[0-9]|3[0-2])$` },
    { type: 'string', format: 'ipv6' },
    { type: 'string', pattern: `^${IPV6}/[0-9]{1,3}$` },
  ],
};

/** A host to match or to send: a name, from 2.14.1 perhaps with a port. */
export function hostSchema({ hostPattern }: ObjectRules): Schema {
  return { description: 'a host name, which may begin with *', type: 'string', pattern: hostPattern };
}

/** A list of different hosts. */
export function hostsSchema(rules: ObjectRules): Schema {
  return {
    description: 'a list of at least one host, each once',
    type: 'array',
    items: hostSchema(rules),
    minItems: 1,
    uniqueItems: true,
  };
}

function labelsSchema({ labelLength }: ObjectRules): Schema {
  return {
    description: 'a map of text to text',
    type: 'object',
    patternProperties: {
      '.*': {
        description: `text of 1 to ${labelLength} characters without blanks`,
        type: 'string',
        pattern: '^\\S+$',
        minLength: 1,
        maxLength: labelLength,
      },
    },
  };
}

function nameSchema({ nameLength }: ObjectRules): Schema {
  return { description: `text of 1 to ${nameLength} characters`, type: 'string', minLength: 1, maxLength: nameLength };
}

/** An HTTP method that the release knows. */
export function methodSchema({ methods }: ObjectRules): Schema {
  return { description: `a method in capitals: ${methods.join(', ')}`, type: 'string', enum: methods };
}

const TIME: Schema = { description: 'a whole number of seconds', type: 'integer' };

const METADATA: Readonly<Record<string, Schema>> = {
  id: ID,
  desc: { description: 'text of at most 256 characters', type: 'string', maxLength: 256 },
  create_time: TIME,
  update_time: TIME,
};

/** What a route, upstream or service has beside its own settings. */
export function metadata(rules: ObjectRules): Readonly<Record<string, Schema>> {
  return { ...METADATA, name: nameSchema(rules), labels: labelsSchema(rules) };
}

/** The same of a stream route, which got its name and labels late. */
export function metadataOfStreamRoute(rules: ObjectRules): Readonly<Record<string, Schema>> {
  return {
    ...METADATA,
    ...(rules.streamName ? { name: nameSchema(rules) } : {}),
    ...(rules.streamLabels ? { labels: labelsSchema(rules) } : {}),
  };
}

/** `additionalProperties` of an object that knows its keys. */
export function closed({ refusesUnknownKeys }: ObjectRules): Pick<Schema, 'additionalProperties'> {
  return refusesUnknownKeys ? { additionalProperties: false } : {};
}
