import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Playground } from '../../src/playground/playground.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import { cli } from '../support/cli.ts';
import type { CliResult } from '../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-dump-'));
let playground: Playground;
let token: string;

beforeAll(async () => {
  playground = await startPlayground();
  playground.putService({ namespace: 'x', name: 'a', ports: [{ name: 'http', port: 80 }], ready: ['10.0.0.1'] });
  playground.putService({ namespace: 'x', name: 'idle', ports: [{ name: 'http', port: 80 }], ready: [] });
  ({ token } = playground.account('gateway'));
  writeFileSync(join(directory, 'config.yaml'), playground.gatewayConfig());
});
afterEach(() => playground.setFaults([]));
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

function dump(...argv: readonly string[]): Promise<CliResult> {
  return cli(['dump', '--config', 'config.yaml', ...argv], { cwd: directory });
}

const KEYS = [
  { name: 'x/a', value: '{"http":[{"host":"10.0.0.1","port":80,"weight":50}]}' },
  { name: 'x/idle', value: '{}' },
];

test('prints what the control API answers, the token masked', async () => {
  const { code, stdout, stderr } = await dump();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    config: {
      service: { schema: 'https', host: '127.0.0.1', port: String(playground.port) },
      client: { token: '***' },
      default_weight: 50,
      shared_size: '64m',
      watch_endpoint_slices: false,
    },
    endpoints: [{ endpoints: KEYS }],
  });
});

test('--show-secrets prints the token as the gateway does', async () => {
  const { stdout } = await dump('--show-secrets');
  expect(JSON.parse(stdout)).toMatchObject({ config: { client: { token } } });
});

test.each([
  ['3.16.0', [{ endpoints: [{ name: 'discovery_ready', value: true }, ...KEYS] }]],
  ['3.14.0', [{ endpoints: KEYS }]],
  ['3.12.0', {}],
])('in the shape of %s', async (version, expected) => {
  const { code, stdout } = await dump('--gateway-version', version);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ endpoints: expected });
});

test('-o table prints a line for each port', async () => {
  expect((await dump('-o', 'table')).stdout).toBe(`SERVICE_NAME   NODES   ADDRESSES
x/a:http           1   10.0.0.1:80
x/idle             0
`);
});

test('and in multi-cluster mode each line begins with the id', async () => {
  writeFileSync(
    join(directory, 'multi.yaml'),
    `discovery: {kubernetes: [{id: one, service: {host: 127.0.0.1, port: "${playground.port}"}, client: {token: ${token}}}]}`,
  );
  expect((await cli(['dump', '--config', 'multi.yaml', '-o', 'table'], { cwd: directory })).stdout).toBe(
    `SERVICE_NAME   NODES   ADDRESSES
one/x/a:http       1   10.0.0.1:80
one/x/idle         0
`,
  );
});

test('prints nothing and ends with 3 where the cluster cannot be listed', async () => {
  playground.setFaults(['401']);
  const { code, stdout, stderr } = await dump();
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain('(401)');
});
