import type { Release } from '../release.ts';

/** What a release checks differently in routes, upstreams, services and stream routes (schema_def.lua, upstream.lua, admin/*.lua at its tag). */
export interface ObjectRules {
  /** An upstream must name its `type`; later it is roundrobin by itself. */
  readonly needsUpstreamType: boolean;
  /** Keys that an object, or `checks`, does not know are refused; otherwise they are ignored. */
  readonly refusesUnknownKeys: boolean;
  readonly refusesUnknownChecks: boolean;
  /** PCRE. */
  readonly hostPattern: string;
  readonly nameLength: number;
  readonly labelLength: number;
  /** Schemes an upstream may have. */
  readonly schemes: readonly string[];
  readonly methods: readonly string[];
  readonly needsNodePort: boolean;
  /** Undefined where any number from 1 on passes. */
  readonly maxPort: number | undefined;
  /** How `tls` of an upstream names its certificate. */
  readonly tls: 'pair' | 'pair-xor-id' | 'pair-or-id';
  readonly minPrivateKeyLength: number;
  /** Variables that `key` of a consistent hash may name beside the older ones. */
  readonly hashesMqttClient: boolean;
  /** `http_method` and `http_req_body` of an active health check. */
  readonly checksWithBody: boolean;
  /** `service_protocol` of a route. */
  readonly serviceProtocol: boolean;
  /** `protocol`, `service_id`, `labels` and `name` of a stream route. */
  readonly streamProtocol: boolean;
  readonly streamService: boolean;
  readonly streamLabels: boolean;
  readonly streamName: boolean;
  /** Schemas are not asked about text such as `$secret://vault/1/key`. */
  readonly exemptsSecretReferences: boolean;
  /** The Admin API refuses `create_time` and `update_time`, and looks for them in an `upstream` or `plugins` that may be no map. */
  readonly refusesTimes: boolean;
  /** The Admin API wants IPv6 in brackets in a list of nodes. */
  readonly needsBrackets: boolean;
  /** The Admin API encrypts `tls.client_key` even of what it has refused, and crashes where `tls` is no map. */
  readonly encryptsRefused: boolean;
  /** The Admin API looks up `protocol.superior_id` of a stream route; it must not be the route itself. */
  readonly looksUpSuperior: boolean;
  readonly refusesOwnSuperior: boolean;
}

/** The rules of a release; one newer than the newest known is taken for that. */
export function objectRules({ atLeast }: Release): ObjectRules {
  return {
    needsUpstreamType: !atLeast('3.1.0'),
    refusesUnknownKeys: atLeast('3.6.0'),
    refusesUnknownChecks: atLeast('3.6.0') && !atLeast('3.14.0'),
    hostPattern: hostPattern({ atLeast }),
    nameLength: atLeast('3.15.0') ? 256 : 100,
    labelLength: atLeast('3.4.0') ? 256 : 64,
    schemes: ['grpc', 'grpcs', 'http', 'https', 'tcp', 'tls', 'udp', ...(atLeast('2.14.1') ? ['kafka'] : [])],
    methods: [...METHODS, ...(atLeast('2.14.1') ? ['PURGE'] : [])],
    needsNodePort: !atLeast('3.8.0'),
    maxPort: atLeast('3.10.0') ? 65535 : undefined,
    tls: atLeast('3.7.0') ? 'pair-or-id' : atLeast('2.15.0') ? 'pair-xor-id' : 'pair',
    minPrivateKeyLength: atLeast('3.17.0') ? 64 : 128,
    // 3.3.0 was branched before the patch release 3.2.2 got it.
    hashesMqttClient: atLeast('3.4.0') || (atLeast('3.2.2') && !atLeast('3.3.0')),
    checksWithBody: atLeast('3.18.0'),
    serviceProtocol: !atLeast('3.0.0'),
    streamProtocol: atLeast('2.14.1'),
    streamService: atLeast('3.7.0'),
    streamLabels: atLeast('3.8.0'),
    streamName: atLeast('3.13.0'),
    exemptsSecretReferences: atLeast('3.17.0'),
    refusesTimes: atLeast('3.7.0'),
    needsBrackets: atLeast('3.15.0'),
    encryptsRefused: atLeast('3.14.0') && !atLeast('3.18.0'),
    looksUpSuperior: atLeast('3.15.0'),
    refusesOwnSuperior: atLeast('3.18.0'),
  };
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'CONNECT', 'TRACE'];

function hostPattern({ atLeast }: Pick<Release, 'atLeast'>): string {
  if (!atLeast('2.14.1')) return '^\\*?[0-9a-zA-Z-._]+$';
  const withPort = '^\\*?[0-9a-zA-Z-._\\[\\]:]+$';
  return atLeast('3.15.0') ? `^\\*$|${withPort}` : withPort;
}
