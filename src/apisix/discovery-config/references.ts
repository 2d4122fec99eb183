import { luaTrim } from '../lua-trim.ts';
import { toLuaString } from '../lua.ts';
import type { Release } from '../release.ts';
import { luaToNumber } from '../lua-number.ts';
import type { ClientCredential, ClusterConfig } from './model.ts';
import type { Environment } from '../yaml/substitution.ts';

export type ResolvedReference =
  | { readonly ok: true; readonly value: string }
  /** The gateway's message, and the variable it did not find. */
  | { readonly ok: false; readonly message: string; readonly variable: string };

/** Where `${VAR}` is looked up. */
export type ReferenceProperty = 'service.host' | 'service.port' | 'client.token' | 'client.token_file';

/** Why discovery cannot reach the API server with this config and this environment. */
export interface StartFailure {
  readonly ok: false;
  /** Of the cluster, `service.host` for instance. */
  readonly property: ReferenceProperty;
  readonly message: string;
  readonly hint: string;
  /** Id in the catalogue of symptoms, where it has a row for this. */
  readonly id?: string;
  /** What the gateway logs as it gives discovery up at start. Absent where it starts all the same, and fails at every request. */
  readonly gatewayMessage?: string;
}

export type ResolvedService =
  | { readonly ok: true; readonly schema: 'http' | 'https'; readonly host: string; /** 1 to 65535. */ readonly port: number }
  | StartFailure;

type ResolvedPort = { readonly ok: true; readonly port: number } | StartFailure;

export type ResolvedCredential = { readonly ok: true; readonly credential: ClientCredential } | StartFailure;

/**
 * Replaces `${VAR}` where it is the whole value; anything else is taken as it stands. So `${A}${B}` asks for a variable named `A}${B`
 * (discovery/kubernetes/init.lua, `read_env`, 2.13.0 to 3.16.0; core.lua from 3.17.0).
 */
export function resolveReference(value: string, env: Environment): ResolvedReference {
  if (value.length <= 3 || !value.startsWith('${') || !value.endsWith('}')) return { ok: true, value };
  const variable = value.slice(2, -1);
  const found = env(variable);
  return found === undefined
    ? { ok: false, message: `not found environment variable ${variable}`, variable }
    : { ok: true, value: found };
}

/** Where a cluster's API server is, after the checks the gateway makes at start (`get_apiserver` in the same files). */
export function resolveService({ service }: Pick<ClusterConfig, 'service'>, env: Environment): ResolvedService {
  const host = resolveReference(service.host, env);
  if (!host.ok) return missingVariable(host, { property: 'service.host', service });
  if (host.value === '') {
    return {
      ok: false,
      property: 'service.host',
      message: `${service.host} is empty`,
      hint: 'Set the variable to the name or address of the API server',
      id: 'E04',
      gatewayMessage: 'service.host should set to non-empty string',
    };
  }
  const port = resolvePort({ service }, env);
  if (!port.ok) return port;
  if (/^[^[]*:.*:/.test(host.value)) {
    return {
      ok: false,
      property: 'service.host',
      message: `${service.host} is the IPv6 address ${host.value} without brackets, which the gateway cannot read`,
      hint: 'Set it to an IPv4 address or a name, or write the address in brackets',
      id: 'E06',
    };
  }
  return { ok: true, schema: service.schema, host: host.value, port: port.port };
}

/** The port alone, which the gateway does not look at where the host fails; 1 to 65535. */
export function resolvePort({ service }: Pick<ClusterConfig, 'service'>, env: Environment): ResolvedPort {
  const port = resolveReference(service.port, env);
  if (!port.ok) return missingVariable(port, { property: 'service.port', service });
  const number = luaToNumber(port.value);
  // NaN passes the gateway's comparison, as it fails both.
  if (number === undefined || number <= 0 || number > 65535) {
    return {
      ...badPort(service.port, port.value),
      gatewayMessage: `invalid port value: ${number === undefined ? 'nil' : luaText(number)}`,
    };
  }
  return Number.isInteger(number) ? { ok: true, port: number } : badPort(service.port, port.value);
}

/**
 * What a cluster sends as its token, references replaced; a token file is not read here. An empty token is refused with https, as the
 * gateway does.
 */
export function resolveCredential(
  { service, client }: Pick<ClusterConfig, 'service' | 'client'>,
  { env, release }: { readonly env: Environment; readonly release: Pick<Release, 'tokenReading'> },
): ResolvedCredential {
  if (client.kind === 'token-file') {
    const path = resolveReference(client.path, env);
    if (path.ok) return { ok: true, credential: { kind: 'token-file', path: path.value } };
    const { gatewayMessage, ...failure } = missingVariable(path, { property: 'client.token_file', service });
    // Who reads the file for each request looks for the variable then, and logs its absence every time.
    return release.tokenReading === 'each-request' ? failure : { ...failure, gatewayMessage };
  }
  const token = resolveReference(client.token, env);
  if (!token.ok) return missingVariable(token, { property: 'client.token', service });
  const sent = release.tokenReading === 'once' ? token.value : luaTrim(token.value);
  if (service.schema === 'https' && sent === '') {
    return {
      ok: false,
      property: 'client.token',
      message: 'client.token is empty',
      hint: 'Set it to a token of a service account, or use token_file',
      id: 'T22',
      gatewayMessage: 'apiserver.token should set to non-empty string when service.schema is https',
    };
  }
  return { ok: true, credential: { kind: 'token', token: token.value } };
}

function missingVariable(
  { message, variable }: { readonly message: string; readonly variable: string },
  { property, service }: { readonly property: ReferenceProperty; readonly service: ClusterConfig['service'] },
): StartFailure & { readonly gatewayMessage: string } {
  const failure = { ok: false, property, message, gatewayMessage: message } as const;
  if (variable === 'KUBERNETES_SERVICE_PORT' && !service.host.startsWith('${')) {
    return { ...failure, hint: 'Give service.port beside service.host: its default is set in a pod only', id: 'C25' };
  }
  if (variable.startsWith('KUBERNETES_SERVICE_')) {
    return { ...failure, hint: 'Set service.host and service.port: their defaults are set in a pod only', id: 'E02' };
  }
  return { ...failure, hint: `Set ${variable} where the gateway starts` };
}

function badPort(written: string, value: string): StartFailure {
  const kubernetesPort = value.startsWith('tcp://') ? ': write ${KUBERNETES_SERVICE_PORT}, without tcp://' : '';
  return {
    ok: false,
    property: 'service.port',
    message: `${written} is ${JSON.stringify(value)}, which is no port`,
    hint: `Set the variable to a port from 1 to 65535${kubernetesPort}`,
    id: 'E04',
  };
}

/** Lua's text of a number, where infinity has a name of its own. */
function luaText(number: number): string {
  return Number.isFinite(number) ? toLuaString(number) : number < 0 ? '-inf' : 'inf';
}
