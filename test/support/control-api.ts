import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import places from '../fixtures/control-api/schema-places.json' with { type: 'json' };
import { discoveryDump } from '../../src/apisix/control-api.ts';
import type { NodeDict } from '../../src/apisix/node-dict.ts';
import { releaseOf } from '../../src/apisix/release.ts';
import { openControlApi } from '../../src/doctor/control-api/control-api.ts';
import type { ControlApi } from '../../src/doctor/control-api/control-api.ts';

/** A running gateway as its control API and its port for probes show it. Every field may be changed while it runs. */
export interface RunningGateway {
  version: string;
  mode: 'single' | 'multi';
  /** `discovery.kubernetes` with its defaults filled in; undefined: not configured. */
  config: unknown;
  clusters: readonly { readonly id: string | undefined; readonly dict: NodeDict }[];
  /** Objects of each kind; the id is that of the value. */
  routes: readonly object[];
  services: readonly object[];
  upstreams: readonly object[];
  /** Hosts that are probed, by the key of an object: `/apisix/upstreams/1`. */
  healthChecks: Readonly<Record<string, readonly string[]>>;
  /** What `/status/ready` complains of; undefined: nothing. */
  notReady: string | undefined;
  /** In place of what nginx writes there. */
  serverHeader: string;
  /** The plugin server-info, which is on by default up to 3.12.0. */
  serverInfo: boolean;
  /** Answers in place of the gateway's own, by path; called for each request. */
  faults: Readonly<Record<string, Fault>>;
}

/** A whole answer, or whatever is to be done with the connection. */
export type Fault =
  | { readonly status: number; readonly body: string; readonly type?: string }
  | ((response: http.ServerResponse) => void);

export interface FakeGateway {
  readonly gateway: RunningGateway;
  /** `http://127.0.0.1:PORT`. */
  readonly url: URL;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  /** To be read as a check does. */
  readonly api: ControlApi;
}

/** What nginx answers where Lua ends a request with 404. */
export const NGINX_404 = `<html>\r
<head><title>404 Not Found</title></head>\r
<body>\r
<center><h1>404 Not Found</h1></center>\r
<hr><center>openresty</center>\r
</body>\r
</html>\r
`;

/** `discovery.kubernetes` as a gateway that watches the cluster around it shows it (3.18.0; older releases have fewer keys). */
export const DEFAULT_CONFIG = {
  service: { schema: 'https', host: '${KUBERNETES_SERVICE_HOST}', port: '${KUBERNETES_SERVICE_PORT}', ssl_verify: false },
  client: { token_file: '${KUBERNETES_CLIENT_TOKEN_FILE}' },
  default_weight: 50,
  watch_endpoint_slices: false,
  shared_size: '64m',
} as const;

/**
 * A gateway of 3.18.0 in single mode that has no nodes and no objects, unless said otherwise. It serves until the test ends, on a host of its own
 * where one is given: then its port for probes is the real one, 7085.
 */
export async function fakeGateway(fields: Partial<RunningGateway> = {}, host?: string): Promise<FakeGateway> {
  const version = fields.version ?? '3.18.0';
  const gateway: RunningGateway = {
    version,
    mode: 'single',
    config: DEFAULT_CONFIG,
    clusters: [],
    routes: [],
    services: [],
    upstreams: [],
    healthChecks: {},
    notReady: undefined,
    serverHeader: 'openresty',
    serverInfo: !releaseOf(version).atLeast('3.13.0'),
    faults: {},
    ...fields,
  };
  const asked: string[] = [];
  const control = await serve({ gateway, asked, answerOf: controlAnswer }, { host });
  const status = await serve({ gateway, asked, answerOf: statusAnswer }, { host, port: host === undefined ? 0 : 7085 });
  return { gateway, url: control, asked, api: controlApiOf(control, status) };
}

/** A control API that is asked anew whenever a check asks for a fact. */
export function controlApiOf(url: URL, statusUrl: URL): ControlApi {
  const api: ControlApi = { ...openControlApi(url, new AbortController().signal), statusUrl, once: (read) => read(api) };
  return api;
}

interface Answering {
  readonly gateway: RunningGateway;
  readonly asked: string[];
  readonly answerOf: (gateway: RunningGateway, path: string) => WholeAnswer;
}

interface WholeAnswer {
  readonly status: number;
  readonly body: unknown;
}

async function serve(
  { gateway, asked, answerOf }: Answering,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string | undefined; readonly port?: number },
): Promise<URL> {
  const server = http.createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    response.setHeader('Server', gateway.serverHeader);
    const fault = gateway.faults[path];
    if (typeof fault === 'function') return fault(response);
    if (fault !== undefined)
      return response.writeHead(fault.status, { 'content-type': fault.type ?? 'text/html' }).end(fault.body);
    const { status, body } = answerOf(gateway, path);
    if (typeof body === 'string') return response.writeHead(status, { 'content-type': 'text/html' }).end(body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? '' : `${cjson(body)}\n`);
  });
  server.listen(port, host);
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port: bound } = server.address() as AddressInfo; // a TCP server that listens has one
  return new URL(`http://${host}:${bound}`);
}

/** cjson writes an empty table as {} and escapes slashes. */
function cjson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (Array.isArray(inner) && inner.length === 0 ? {} : inner)).replaceAll(
    '/',
    String.raw`\/`,
  );
}

/** As control/router.lua and control/v1.lua of the release answer. */
function controlAnswer(gateway: RunningGateway, path: string): WholeAnswer {
  const { version, mode, config, clusters, serverInfo } = gateway;
  const release = releaseOf(version);
  const ok = (body: unknown): WholeAnswer => ({ status: 200, body });
  switch (path) {
    case '/v1/schema':
      return ok({ main: mainSchemas(version), plugins: {}, stream_plugins: {} });
    case '/v1/server_info':
      return serverInfo
        ? ok({ version, id: 'a-gateway', hostname: 'gateway-0', boot_time: 1, etcd_version: '3.5.0' })
        : NOT_FOUND;
    case '/v1/routes':
      return ok(items('routes', gateway.routes));
    case '/v1/services':
      return ok(items('services', gateway.services));
    case '/v1/upstreams':
      return gateway.upstreams.length === 0 ? ok(undefined) : ok(items('upstreams', gateway.upstreams));
    case '/v1/healthcheck':
      return ok(checkers(gateway));
    case '/v1/discovery/kubernetes/dump':
      return config === undefined || release.dump === 'none' ? NOT_FOUND : ok(discoveryDump({ release, mode, config, clusters }));
    default:
      return NOT_FOUND;
  }
}

const NOT_FOUND: WholeAnswer = { status: 404, body: NGINX_404 };

/** As init.lua `status_ready` does; the body goes out as it is, an encoded text. */
function statusAnswer({ notReady }: RunningGateway, path: string): WholeAnswer {
  if (path !== '/status/ready') return NOT_FOUND;
  if (notReady === undefined) return { status: 200, body: JSON.stringify({ status: 'ok' }) };
  return { status: 503, body: JSON.stringify({ status: 'error', error: notReady }) };
}

function items(kind: string, values: readonly object[]): readonly object[] {
  return values.map((value) => ({
    key: `/apisix/${kind}/${'id' in value ? String(value.id) : ''}`,
    value,
    createdIndex: 12,
    modifiedIndex: 12,
    has_domain: false,
    clean_handlers: {},
  }));
}

/** As from 3.3.0 on. */
function checkers({ healthChecks }: RunningGateway): readonly object[] {
  const counter = { success: 0, http_failure: 0, tcp_failure: 2, timeout_failure: 0 };
  return Object.entries(healthChecks).map(([key, hosts]) => ({
    name: key,
    type: 'http',
    nodes: hosts.map((ip) => ({ ip, hostname: ip, port: 8080, status: 'unhealthy', counter })),
  }));
}

/** The schemas of a release, as far as they tell it from others. */
export function mainSchemas(version: string): object {
  const main: Record<string, unknown> = { upstream: { type: 'object' } };
  // The file has every release that is known.
  for (const [path, value] of Object.entries((places as Readonly<Record<string, object>>)[version] ?? {})) {
    const keys = path.split('.');
    let inner = main;
    for (const key of keys.slice(0, -1)) inner = (inner[key] ??= {}) as Record<string, unknown>; // nothing else was put there
    inner[keys.at(-1) ?? ''] ??= value;
  }
  return main;
}
