import type { Schema } from '../schema/schema.ts';
import type { ConfigRules } from './config-rules.ts';

/** One cluster as a map, and where the release knows it, clusters as a list. */
export interface KubernetesSchema {
  readonly single: Schema;
  readonly multi: Schema | undefined;
}

/** A whole-string `${VAR}`. The name must not end in a digit. */
const ENV_REFERENCE = '\\$\\{[_A-Za-z](?:[_A-Za-z0-9]*[_A-Za-z])?\\}$';
const DNS_LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const IN_CLUSTER_TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';

const SCHEME: Schema = { description: 'http or https', type: 'string', enum: ['http', 'https'], default: 'https' };

const HOST: Schema = {
  description: 'a lower-case DNS name, an IPv4 address or ${VAR}',
  type: 'string',
  oneOf: [{ pattern: `^${ENV_REFERENCE}` }, { pattern: `^${DNS_LABEL}(?:\\.${DNS_LABEL})*$` }],
};

const PORT: Schema = {
  description: 'a port from 1 to 65535 written as text, or ${VAR}',
  type: 'string',
  oneOf: [
    { pattern: `^${ENV_REFERENCE}` },
    { pattern: '^(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])$' },
  ],
};

const CREDENTIALS: Readonly<Record<string, Schema>> = {
  token: {
    description: 'one line of at most 4096 characters A-Z a-z 0-9 + / . _ = - as text, or ${VAR}',
    type: 'string',
    // The first pattern has no ^ in the gateway either: anything may stand before the reference.
    oneOf: [{ pattern: ENV_REFERENCE }, { pattern: '^[A-Za-z0-9+/._=-]{0,4096}$' }],
  },
  token_file: {
    description: 'a path of 1 to 500 characters without : * ? " < > |',
    type: 'string',
    pattern: '^[^:*?"<>|]*$',
    minLength: 1,
    maxLength: 500,
  },
};

const NAMESPACE: Schema = { description: 'a namespace as text', type: 'string', pattern: '^[a-z0-9](?:[-a-z0-9_.]*[a-z0-9])?$' };

const NAMESPACE_PATTERNS: Schema = {
  description: 'a list of at least one regular expression',
  type: 'array',
  minItems: 1,
  items: { description: 'a regular expression as text, without blanks', type: 'string', pattern: '^[\\x21-\\x7e]*$' },
};

const NAMESPACE_SELECTOR: Schema = {
  description: 'a map with one of equal, not_equal, match, not_match',
  type: 'object',
  properties: { equal: NAMESPACE, not_equal: NAMESPACE, match: NAMESPACE_PATTERNS, not_match: NAMESPACE_PATTERNS },
  oneOf: [
    { maxProperties: 0 },
    { required: ['equal'] },
    { required: ['not_equal'] },
    { required: ['match'] },
    { required: ['not_match'] },
  ],
};

const EXACTLY_ONE_CREDENTIAL: readonly Schema[] = [{ required: ['token'] }, { required: ['token_file'] }];

/** What a release accepts as `discovery.kubernetes` (discovery/kubernetes/schema.lua at its tag). Keys it does not name are accepted with any value. */
export function kubernetesSchema(rules: ConfigRules): KubernetesSchema {
  return { single: singleSchema(rules), multi: rules.multiCluster ? multiSchema(rules) : undefined };
}

function singleSchema(rules: ConfigRules): Schema {
  const service = {
    ...serviceProperties(rules),
    host: { ...HOST, default: '${KUBERNETES_SERVICE_HOST}' },
    port: { ...PORT, default: '${KUBERNETES_SERVICE_PORT}' },
  };
  return {
    description: rules.multiCluster
      ? 'a map for one cluster, or a list of clusters'
      : 'a map: this release knows one cluster only',
    type: 'object',
    properties: {
      service: { description: 'a map', type: 'object', properties: service, default: {} },
      client: {
        description: 'a map',
        type: 'object',
        properties: CREDENTIALS,
        ...(rules.needsOneCredential ? { oneOf: EXACTLY_ONE_CREDENTIAL } : {}),
        default: {},
        defaults: { unless: ['token', 'token_file'], values: { token_file: IN_CLUSTER_TOKEN_FILE } },
      },
      ...commonProperties(rules),
    },
  };
}

function multiSchema(rules: ConfigRules): Schema {
  const id: Schema = {
    description: `1 to ${rules.idLength} lower-case letters and digits as text`,
    type: 'string',
    pattern: `^[a-z0-9]{1,${rules.idLength}}$`,
  };
  return {
    type: 'array',
    minItems: 1,
    items: {
      description: 'a map',
      type: 'object',
      properties: {
        id,
        service: {
          description: 'a map',
          type: 'object',
          properties: { ...serviceProperties(rules), host: HOST, port: PORT },
          required: ['host', 'port'],
        },
        client: { description: 'a map', type: 'object', properties: CREDENTIALS, oneOf: EXACTLY_ONE_CREDENTIAL },
        ...commonProperties(rules),
      },
      required: ['id', 'service', 'client'],
    },
  };
}

function serviceProperties(rules: ConfigRules): Readonly<Record<string, Schema>> {
  return {
    schema: SCHEME,
    ...(rules.sslVerify ? { ssl_verify: { description: 'true or false without quotes', type: 'boolean' } } : {}),
  };
}

function commonProperties(rules: ConfigRules): Readonly<Record<string, Schema>> {
  return {
    namespace_selector: NAMESPACE_SELECTOR,
    label_selector: { description: 'text', type: 'string' },
    default_weight: { description: 'an integer from 0 on', type: 'integer', minimum: 0, default: 50 },
    ...(rules.sharedSize === undefined ? {} : { shared_size: sharedSize(rules.sharedSize) }),
    ...(rules.endpointSlices
      ? { watch_endpoint_slices: { description: 'true or false without quotes', type: 'boolean', default: false } }
      : {}),
  };
}

function sharedSize(rule: NonNullable<ConfigRules['sharedSize']>): Schema {
  return {
    description: rule.isBelow100m ? 'megabytes from 1m to 99m' : 'megabytes such as 64m',
    type: 'string',
    pattern: rule.isBelow100m ? '^[1-9][0-9]?m$' : '^[1-9][0-9]*m$',
    default: rule.default,
  };
}
