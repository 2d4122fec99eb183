import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from '../support/cli.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { HEALTHY, doctorFrom, failing, told, warning } from './doctor.ts';
import type { Told } from './doctor.ts';
import { TokenStage } from './token-stage.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-config-'));
let controlPlane: ControlPlane;
let token: string;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  const stage = new TokenStage(controlPlane);
  token = await stage.secretToken(await stage.account());
  writeFileSync(join(directory, 'token'), token);
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

interface Staged {
  /** Lines of a file, in which HOST, PORT, TOKEN and DIR stand for what is there; instead of a config that is well. */
  readonly config?: readonly string[];
  /** Lines of an apisix.yaml. */
  readonly routes?: readonly string[];
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

let files = 0;

function written(lines: readonly string[], name: string): string {
  const { hostname, port } = new URL(controlPlane.url);
  const path = join(directory, `${++files}-${name}`);
  const values = { HOST: hostname, PORT: port, TOKEN: token, DIR: directory };
  writeFileSync(
    path,
    `${lines.join('\n').replace(/\b(HOST|PORT|TOKEN|DIR)\b/g, (word) => values[word as keyof typeof values])}\n`,
  );
  return path;
}

/** Examines what these files lead to. */
async function examined({ config = kubernetes(), routes, flags = [], env = {} }: Staged = {}): Promise<Told> {
  const paths = [
    '--config',
    written(config, 'config.yaml'),
    ...(routes === undefined ? [] : ['--routes', written(routes, 'apisix.yaml')]),
  ];
  return told(await doctorFrom([...paths, '--no-dial', ...flags], { env }));
}

const SERVICE = ['service:', '  host: HOST', '  port: "PORT"'];
const CLIENT = ['client:', '  token_file: DIR/token'];

/** A config with one cluster, of these parts, that the gateway is well with where none is replaced. */
function kubernetes({
  service = SERVICE,
  client = CLIENT,
  more = [],
}: {
  readonly service?: readonly string[];
  readonly client?: readonly string[];
  readonly more?: readonly string[];
} = {}): readonly string[] {
  return ['discovery:', '  kubernetes:', ...[...service, ...client, ...more].map((line) => `    ${line}`)];
}

const service = (...lines: readonly string[]): Staged => ({
  config: kubernetes({ service: ['service:', ...lines.map((line) => `  ${line}`)] }),
});
const client = (...lines: readonly string[]): Staged => ({
  config: kubernetes({ client: ['client:', ...lines.map((line) => `  ${line}`)] }),
});
const more = (...lines: readonly string[]): Staged => ({ config: kubernetes({ more: lines }) });

/** A list of clusters, each of an id and these lines. */
function list(...items: readonly (readonly string[])[]): Staged {
  return {
    config: [
      'discovery:',
      '  kubernetes:',
      ...items.flatMap(([first = '', ...rest]) => [`    - ${first}`, ...rest.map((line) => `      ${line}`)]),
    ],
  };
}

const before = (staged: Staged, version: string): Staged => ({ ...staged, flags: ['--gateway-version', version] });

test('a config that is well', async () => {
  expect(await examined()).toEqual(HEALTHY);
  expect(await examined(before({}, '2.15.3'))).toEqual(HEALTHY);
  expect(await examined(list(['id: prod', ...SERVICE, ...CLIENT]))).toEqual(HEALTHY);
});

describe('a config that the gateway does not start with', () => {
  test.each<readonly [string, Staged]>([
    ['C01: a port that is a number', service('host: HOST', 'port: PORT')],
    ['C02: a host with a schema', service('host: https://HOST', 'port: "PORT"')],
    ['C03: an IPv6 address', service('host: "fd00::5"', 'port: "PORT"')],
    ['C04: a host in capitals', service('host: API.example.com', 'port: "PORT"')],
    ['C05: a variable whose name ends in a digit', service('host: ${K8S_HOST_1}', 'port: "PORT"')],
    ['C06: a port by double braces', { ...service('host: HOST', 'port: "${{K8S_PORT}}"'), env: { K8S_PORT: '6443' } }],
    ['C07: a cluster of a list without its client', list(['id: prod', ...SERVICE])],
    ['C08: an id in capitals', list(['id: PROD', ...SERVICE, ...CLIENT])],
    ['C08: a long id before 3.14.0', before(list(['id: production', ...SERVICE, ...CLIENT]), '3.13.0')],
    ['C09: an id that stands twice', list(['id: prod', ...SERVICE, ...CLIENT], ['id: prod', ...SERVICE, ...CLIENT])],
    ['C10: two credentials in a list', list(['id: prod', ...SERVICE, ...CLIENT, '  token: TOKEN'])],
    ['C11: Bearer before the token', client('token: Bearer TOKEN')],
    ['C12: a token_file with a colon', client('token_file: "C:/token"')],
    ['C13: a shared_size in gigabytes', more('shared_size: 1g')],
    ['C14: two selectors of namespaces', more('namespace_selector:', '  equal: default', '  not_equal: kube-system')],
    ['C20: nothing after kubernetes', { config: ['discovery:', '  kubernetes:'] }],
    ['C21: discovery under apisix', { config: ['apisix:', ...kubernetes().map((line) => `  ${line}`)] }],
    ['C21: no discovery at all', { config: ['apisix:', '  node_listen: 9080'] }],
    ['C25: a host without a port', service('host: HOST')],
    ['C33: a registry that does not exist', { config: ['discovery:', '  k8s: {}', ...kubernetes().slice(1)] }],
    ['C34: a trailing comma', { config: ['{"discovery": {"kubernetes": {}},', '}}'] }],
    ['C35: a template that was not filled in', service('host: {{ host }}', 'port: "PORT"')],
    ['C36: a weight below zero', more('default_weight: -1')],
    [
      'C38: Consul by an address with a path',
      { config: [...kubernetes(), '  consul:', '    servers: ["http://consul.example.com:8500/v1"]'] },
    ],
  ])('%s', async (title, staged) => {
    expect(await examined(staged)).toEqual(failing(`config-accepted: ${title.slice(0, 3)}`));
  });
});

describe('a config that says something else than was meant', () => {
  test.each<readonly [string, Staged, 'failed' | 'warned']>([
    ['C10: two credentials', client('token_file: DIR/token', 'token: TOKEN'), 'warned'],
    ['C19: scheme for schema', service('host: HOST', 'port: "PORT"', 'scheme: https'), 'failed'],
    ['C19: an id of a single cluster', more('id: prod'), 'warned'],
    ['C22: slices before 3.9.0', before(more('watch_endpoint_slices: true'), '3.8.1'), 'warned'],
    ['C22: slices in 3.14, where they are broken', before(more('watch_endpoint_slices: true'), '3.14.1'), 'failed'],
    ['C23: ssl_verify before 3.17.0', before(service('host: HOST', 'port: "PORT"', 'ssl_verify: true'), '3.16.0'), 'warned'],
    [
      'C27: stream routes before 3.2.0',
      before({ config: [...kubernetes(), 'apisix:', '  stream_proxy:', '    tcp: [9100]'] }, '3.1.0'),
      'warned',
    ],
    ['C32: a client certificate', client('token_file: DIR/token', 'cert_file: /etc/apisix/client.crt'), 'warned'],
    ['C35: a placeholder for the host', service('host: changeme', 'port: "PORT"'), 'failed'],
    ['C37: a key that stands twice', more('default_weight: 10', 'default_weight: 50'), 'warned'],
    ['C39: a shared_size that no machine has', more('shared_size: 67108864m'), 'warned'],
  ])('%s', async (title, staged, outcome) => {
    expect(await examined(staged)).toEqual({ ...HEALTHY, [outcome]: [`config-means-it: ${title.slice(0, 3)}`] });
  });
});

describe('a config that leaves no nodes', () => {
  test.each<readonly [string, Staged, 'failed' | 'warned']>([
    ['C15: a pattern for the beginning of a name', more('namespace_selector:', '  match: ["^my-"]'), 'failed'],
    ['C16: a pattern that is none', more('namespace_selector:', '  not_match: ["("]'), 'failed'],
    ['C17: a label_selector with quotes', more(`label_selector: 'env="prod"'`), 'failed'],
    ['C24: a weight of zero', more('default_weight: 0'), 'failed'],
  ])('%s', async (title, staged, outcome) => {
    expect(await examined(staged)).toEqual({ ...HEALTHY, [outcome]: [`config-leaves-nodes: ${title.slice(0, 3)}`] });
  });
});

describe('variables that the config refers to', () => {
  const referring = service('host: ${K8S_HOST}', 'port: ${K8S_PORT}');
  const inPod: Staged = { config: kubernetes({ service: [] }) };

  test('are well where they are set, also by an env file', async () => {
    const { hostname: K8S_HOST, port: K8S_PORT } = new URL(controlPlane.url);
    expect(await examined({ ...referring, env: { K8S_HOST, K8S_PORT } })).toEqual(HEALTHY);
    const file = written(['K8S_HOST=HOST', 'K8S_PORT=PORT'], 'gateway.env');
    expect(await examined({ ...referring, flags: ['--env-file', file] })).toEqual(HEALTHY);
  });

  test.each<readonly [string, Staged, 'failed' | 'warned']>([
    [
      'E01: not handed on by nginx',
      before({ ...inPod, env: { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' } }, '2.13.3'),
      'failed',
    ],
    ['E02: not set outside a pod', inPod, 'failed'],
    [
      'E04: an address for a port',
      { ...service('host: HOST', 'port: ${K8S_PORT}'), env: { K8S_PORT: 'tcp://10.96.0.1:443' } },
      'failed',
    ],
    ['E05: in the middle of a value', client('token: x${K8S_TOKEN}'), 'failed'],
    ['E06: an IPv6 address', { ...service('host: ${K8S_HOST}', 'port: "PORT"'), env: { K8S_HOST: 'fd00::5' } }, 'failed'],
    ['E07: not set, in double braces', client('token: ${{K8S_TOKEN}}'), 'failed'],
    ['E08: not set', client('token: ${K8S_TOKEN}'), 'failed'],
  ])('%s', async (title, staged, outcome) => {
    expect(await examined(staged)).toEqual({ ...HEALTHY, [outcome]: [`variables-set: ${title.slice(0, 3)}`] });
  });

  test('E03: one whose name begins another, before 3.18.0', async () => {
    const config = [
      ...kubernetes({ client: ['client:', '  token_file: ${K8S_TOKEN_FILE}'] }),
      'nginx_config:',
      '  envs: ["K8S_TOKEN=unused", "K8S_TOKEN_FILE=DIR/token"]',
    ];
    const env = { K8S_TOKEN_FILE: join(directory, 'token') };
    expect(await examined(before({ config, env }, '3.17.0'))).toEqual(warning('variables-set: E03'));
  });
});

describe('a token file', () => {
  const missing = client('token_file: DIR/nowhere');

  test.each<readonly [string, Staged]>([
    ['T24: that is not there', missing],
    ['T25: that is not there, from 3.13.0 to 3.16.0', before(missing, '3.16.0')],
    ['T24: that is a directory', client('token_file: DIR')],
  ])('%s', async (title, staged) => {
    expect(await examined(staged)).toEqual(failing(`token-file-readable: ${title.slice(0, 3)}`));
  });

  test('T24: of one cluster says nothing of the other', async () => {
    const west = ['id: west', ...SERVICE, 'client:', '  token_file: DIR/nowhere'];
    expect(await examined(list(['id: east', ...SERVICE, ...CLIENT], west))).toEqual(failing('token-file-readable: T24'));
  });

  test('R07: of a pod into which none was mounted', async () => {
    const { hostname, port } = new URL(controlPlane.url);
    const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
    expect(await examined({ config: ['discovery:', '  kubernetes: {}'], env })).toEqual(failing('in-cluster-files: R07'));
    expect(await doctorFrom(['--no-dial'], { env })).toMatchObject(failing('in-cluster-files: R07'));
  });

  test('T22: a token that is empty ends discovery at start', async () => {
    expect(await examined(client('token: ""'))).toEqual(failing('api-server-known: T22'));
  });
});

describe('E10: no API server to ask', () => {
  test('without a kubeconfig nothing is checked', async () => {
    expect(await doctorFrom(['--no-dial'])).toMatchObject({ ...failing('api-server-known: E10'), code: 3 });
  });

  test.each([
    ['a kubeconfig that is not there', () => ['--kubeconfig', join(directory, 'nowhere')]],
    ['a context that is not there', () => ['--kubeconfig', controlPlane.adminKubeconfig, '--context', 'nowhere']],
    ['a kubeconfig that is none', () => ['--kubeconfig', written(['[]'], 'kubeconfig')]],
  ])('with %s there is no report', async (_title, flags) => {
    expect(await cli(['doctor', ...flags(), '--no-dial'])).toMatchObject({ code: 2, stdout: '' });
  });

  test('with trusted certificates that are not there', async () => {
    const verified = kubernetes({ service: [...SERVICE, '  ssl_verify: true'] });
    const config = [...verified, 'apisix:', '  ssl:', '    ssl_trusted_certificate: DIR/nowhere.crt'];
    expect(await examined({ config })).toEqual(failing('api-server-known: E10'));
  });
});

describe('routes that the gateway does not take as they are meant', () => {
  const routes = (...upstream: readonly string[]): Staged => ({
    routes: ['routes:', '  - id: 1', '    uri: /*', '    upstream:', ...upstream.map((line) => `      ${line}`), '#END'],
  });
  const discovered = ['type: roundrobin', 'discovery_type: kubernetes', 'service_name: default/kubernetes:https'];

  test.each<readonly [string, Staged, 'failed' | 'warned']>([
    ['W01: without discovery_type', routes('type: roundrobin', 'service_name: default/kubernetes:https'), 'failed'],
    ['W02: with nodes beside discovery', routes(...discovered, 'nodes: {"10.0.0.1:80": 1}'), 'failed'],
    [
      'W03: with nodes and no discovery_type',
      routes('type: roundrobin', 'service_name: default/kubernetes:https', 'nodes: {"10.0.0.1:80": 1}'),
      'failed',
    ],
    ['W12: without the mark at the end', { routes: (routes(...discovered).routes ?? []).slice(0, -1) }, 'failed'],
    ['W25: with no nodes at all', routes('type: roundrobin', 'nodes: {}'), 'warned'],
    [
      'W04: of a registry that is not configured',
      routes('type: roundrobin', 'discovery_type: dns', 'service_name: web.example.com'),
      'failed',
    ],
  ])('%s', async (title, staged, outcome) => {
    expect(await examined({ ...staged, flags: ['--category', 'config'] })).toEqual({
      ...HEALTHY,
      [outcome]: [`routes-accepted: ${title.slice(0, 3)}`],
    });
  });
});
