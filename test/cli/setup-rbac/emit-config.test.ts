import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Playground } from '../../../src/playground/playground.ts';
import { startPlayground } from '../../../src/playground/playground.ts';
import { FastClock } from '../../contract/fast-clock.ts';
import { cli } from '../../support/cli.ts';
import type { CliResult } from '../../support/cli.ts';

const root = mkdtempSync(join(tmpdir(), 'k8s-disco-emit-'));
let playground: Playground;
let directory: string;
let tests = 0;

beforeAll(async () => {
  playground = await startPlayground({ clock: new FastClock(20) });
  playground.seed();
});
beforeEach(() => {
  directory = join(root, String(tests++));
  mkdirSync(directory);
  writeFileSync(path('kubeconfig'), playground.kubeconfig());
});
afterAll(async () => {
  await playground.close();
  rmSync(root, { recursive: true });
});

function path(name: string): string {
  return join(directory, name);
}

function textOf(name: string): string {
  return readFileSync(path(name), 'utf8');
}

function modeOf(name: string): number {
  return statSync(path(name)).mode & 0o777;
}

/** Runs `setup-rbac` in the test's directory, for an account of its own. */
function setUp(...flags: readonly string[]): Promise<CliResult> {
  const argv = ['setup-rbac', '--kubeconfig', 'kubeconfig', '--name', `gw-${tests}`, ...flags];
  return cli(argv, { cwd: directory });
}

/** Whether a gateway with this config sees the services. */
async function works(config: string): Promise<boolean> {
  const { code } = await cli(['resolve', '--config', config, 'default/plat-dev:port'], { cwd: directory });
  return code === 0;
}

/** Whether the cluster has the account of this test. */
function hasAccount(): boolean {
  return playground.store.get('serviceaccounts', { namespace: 'default', name: `gw-${tests}` }) !== undefined;
}

/** The token of the account of this test. */
function token(name = `gw-${tests}-token`): string {
  const secret = playground.store.get('secrets', { namespace: 'default', name });
  const { token: encoded = '' } = (secret?.['data'] ?? {}) as Readonly<Record<string, string>>; // as the token controller writes it
  return Buffer.from(encoded, 'base64').toString();
}

describe('--emit-config -', () => {
  test('prints a config that works, and the report to stderr', async () => {
    const { code, stdout, stderr } = await setUp('--emit-config', '-');
    expect(code).toBe(0);
    expect(parse(stdout)).toEqual({
      discovery: {
        kubernetes: {
          service: { schema: 'https', host: '127.0.0.1', port: String(playground.port) },
          client: { token: token() },
        },
      },
    });
    expect(stderr).toMatch(/^playground \(https:.*\n(.*\n)*Next: put the block into config\.yaml, and reload the gateway\n$/);
    expect(stderr).not.toContain(token());
    writeFileSync(path('config.yaml'), stdout);
    expect(await works('config.yaml')).toBe(true);
  });

  test.each(['json', 'yaml'])('is not given with -o %s, which would print the report there', async (format) => {
    expect(await setUp('--emit-config', '-', '-o', format)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        '✖ --emit-config - prints the config to stdout, where -o would print the report\n    leave -o out, or give --emit-config a FILE\n',
    });
    expect(hasAccount()).toBe(false);
  });

  test('in a dry run, a placeholder stands for the token', async () => {
    const { code, stdout } = await setUp('--emit-config', '-', '--dry-run=server');
    expect(code).toBe(0);
    expect(parse(stdout)).toMatchObject({ discovery: { kubernetes: { client: { token: 'TOKEN-OF-THE-SERVICE-ACCOUNT' } } } });
  });

  test('with --token none the gateway asks as its own pod', async () => {
    const { stdout } = await setUp('--emit-config', '-', '--token', 'none', '--resources', 'endpointslices');
    expect(parse(stdout)).toEqual({
      discovery: {
        kubernetes: {
          service: { schema: 'https', host: '${KUBERNETES_SERVICE_HOST}', port: '${KUBERNETES_SERVICE_PORT}' },
          client: { token_file: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
          watch_endpoint_slices: true,
        },
      },
    });
  });

  test('--gateway-server is what the gateway is told', async () => {
    const { stdout, stderr } = await setUp('--emit-config', '-', '--gateway-server', 'https://10.1.0.5:6443');
    expect(parse(stdout)).toMatchObject({ discovery: { kubernetes: { service: { host: '10.1.0.5', port: '6443' } } } });
    expect(stderr).not.toContain('N13');
  });
});

describe('--emit-config FILE', () => {
  test('makes a file for its owner alone, and leaves it as it is the next time', async () => {
    const first = await setUp('--emit-config', 'config.yaml');
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('✔ config.yaml created\n');
    expect(first.stdout).toMatch(
      /Next: reload the gateway; what it sees then:\n {6}k8s-disco resolve --config config\.yaml --all\n$/,
    );
    expect(modeOf('config.yaml')).toBe(0o600);
    expect(await works('config.yaml')).toBe(true);
    const before = textOf('config.yaml');
    expect((await setUp('--emit-config', 'config.yaml')).stdout).toMatch(
      /✔ config\.yaml unchanged\n[^]*Next: what the gateway sees:\n {6}k8s-disco resolve --config config\.yaml --all\n$/,
    );
    expect(textOf('config.yaml')).toBe(before);
  });

  test('goes into a config that is there, and its mode stays, with a warning where others may read it', async () => {
    writeFileSync(path('config.yaml'), '# mine\nplugins: [key-auth] # one\n');
    chmodSync(path('config.yaml'), 0o644);
    const { code, stdout } = await setUp('--emit-config', 'config.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('✔ config.yaml changed\n⚠ config.yaml holds a token, and others than its owner may read it\n');
    expect(textOf('config.yaml').startsWith('# mine\nplugins: [key-auth] # one\n')).toBe(true);
    expect(modeOf('config.yaml')).toBe(0o644);
    expect(await works('config.yaml')).toBe(true);
    expect(stdout).not.toContain(token());
  });

  test('with --emit-token-file names a file that holds the token and nothing else, for its owner alone', async () => {
    const { code, stdout } = await setUp('--emit-config', 'config.yaml', '--emit-token-file', 'token');
    expect(code).toBe(0);
    expect(stdout).toContain(`✔ ${path('token')} created\n✔ config.yaml created\n`);
    expect(textOf('token')).toBe(token());
    expect(modeOf('token')).toBe(0o600);
    expect(parse(textOf('config.yaml'))).toMatchObject({ discovery: { kubernetes: { client: { token_file: path('token') } } } });
    expect(textOf('config.yaml')).not.toContain(token());
    expect(await works('config.yaml')).toBe(true);
  });

  test('in a dry run shows the block, and writes nothing', async () => {
    const { code, stdout } = await setUp('--emit-config', 'config.yaml', '--emit-token-file', 'token', '--dry-run=server');
    expect(code).toBe(0);
    expect(stdout).toContain(`config.yaml would get:\n# For the service account default/gw-${tests}, set up by k8s-disco`);
    expect([existsSync(path('config.yaml')), existsSync(path('token'))]).toEqual([false, false]);
  });

  test.each([
    ['is not YAML', 'a: [1\nb: 2\n', /^✖ config\.yaml:\d+:\d+: /],
    ['is of Kubernetes', 'apiVersion: v1\nkind: ConfigMap\n', /^✖ config\.yaml:1:1: this is a manifest of Kubernetes/],
    [
      'has a list of clusters',
      'discovery: {kubernetes: [{id: eu}]}\n',
      /^✖ config\.yaml:1:25: this config has a list of clusters/,
    ],
  ])('that %s keeps the cluster from being written to', async (_, text, refusal) => {
    writeFileSync(path('config.yaml'), text);
    const { code, stdout, stderr } = await setUp('--emit-config', 'config.yaml');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(refusal);
    expect(textOf('config.yaml')).toBe(text);
    expect(hasAccount()).toBe(false);
  });

  test.each([
    ['--emit-config', 'absent/config.yaml', /^✖ absent\/config\.yaml: cannot write there: absent: no such file\n/],
    ['--emit-config', '.', /^✖ \.: cannot write there: it is a directory\n/],
    ['--emit-token-file', 'absent/token', /^✖ absent\/token: cannot write there: absent: no such file\n/],
  ])('%s %s cannot be written, and so the cluster is not', async (flag, name, refusal) => {
    const { code, stdout, stderr } = await setUp(flag, name);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(refusal);
    expect(hasAccount()).toBe(false);
  });

  test.each([
    ['https://rancher.test/k8s/clusters/c-1', 'N10'],
    ['https://[fd00::1]:6443', 'C03'],
  ])('with %s, where the gateway could not work, is not written, and neither is the cluster', async (address, id) => {
    const { code, stdout } = await setUp('--emit-config', 'config.yaml', '--gateway-server', address);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\n {2}ServiceAccount +\S+ +not written\n[^]*\n– config\.yaml not written\n✖ /);
    expect(stdout.match(/^✖ .*/gm)).toEqual([expect.stringMatching(` ${id}$`)]);
    expect([existsSync(path('config.yaml')), hasAccount()]).toEqual([false, false]);
    const printed = await setUp('--emit-config', '-', '--gateway-server', address);
    expect({ code: printed.code, stdout: printed.stdout }).toEqual({ code: 1, stdout: '' });
  });
});

describe('what a config says that is there', () => {
  const config = (service: string, rest: string): string =>
    `discovery:\n  kubernetes:\n    service: ${service}\n${rest.replaceAll(/^/gm, '    ')}\n`;
  const inOneLine = (text: string): string => text.replaceAll(/(\s+[A-Z]\d\d)?\s+/g, ' ');
  const here = (): string => `{host: 127.0.0.1, port: "${playground.port}"}`;
  const grants = (): unknown => playground.store.get('clusterroles', { name: `gw-${tests}` })?.['rules'];

  test('is needed, as for --from-config', async () => {
    writeFileSync(path('config.yaml'), config(here(), 'client: {token: old}\nwatch_endpoint_slices: true'));
    const { code, stdout } = await setUp('--emit-config', 'config.yaml');
    expect(code).toBe(0);
    expect(stdout).not.toContain('S23');
    expect(grants()).toMatchObject([{ resources: ['endpointslices'] }]);
    expect(textOf('config.yaml')).toBe(config(here(), `client: {token: ${token()}}\nwatch_endpoint_slices: true`));
    expect(await works('config.yaml')).toBe(true);
  });

  test.each(['--emit-config', '--from-config'])('with %s takes nothing from another gateway of the account', async (flag) => {
    await setUp('--resources', 'endpointslices');
    writeFileSync(path('two.yaml'), config(here(), 'client: {token: old}'));
    const { code, stdout } = await setUp(flag, 'two.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('list, watch endpoints, endpointslices\n');
    expect(grants()).toMatchObject([{ resources: ['endpoints'] }, { resources: ['endpointslices'] }]);
    expect(textOf('two.yaml')).not.toContain('watch_endpoint_slices');
  });

  test.each([
    ['endpoints', 'watch_endpoint_slices becomes false', 'false'],
    ['endpoints,endpointslices', undefined, 'true'],
  ])('gives way to --resources %s, which is told', async (resources, told, after) => {
    writeFileSync(path('config.yaml'), config(here(), 'client: {token: old}\nwatch_endpoint_slices: true'));
    const { stdout } = await setUp('--emit-config', 'config.yaml', '--resources', resources);
    if (told === undefined) expect(stdout).not.toContain('S23');
    else expect(stdout).toMatch(new RegExp(`⚠ ${told}.* S23\n`));
    expect(textOf('config.yaml')).toContain(`watch_endpoint_slices: ${after}\n`);
  });

  test('of the address stays, with a warning where the set-up asks another, unless --gateway-server names one', async () => {
    const before = config('{host: 10.1.0.5, port: "6443"}', 'client: {token: old}');
    writeFileSync(path('config.yaml'), before);
    const { code, stdout } = await setUp('--emit-config', 'config.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('⚠ The config has https://10.1.0.5:6443 and keeps it; context playground is');
    expect(stdout.match(/ [A-Z]\d\d$/gm)).toEqual([' N20']);
    expect(textOf('config.yaml')).toBe(before.replace('old', token()));
    await setUp('--emit-config', 'config.yaml', '--gateway-server', 'https://10.9.0.1:443');
    expect(textOf('config.yaml')).toContain('{host: 10.9.0.1, port: "443"}');
  });

  test.each(['${API_HOST}', '${{API_HOST}}'])('of the address by %s is not judged by another', async (variable) => {
    const before = config(`{host: "${variable}", port: "6443"}`, 'client: {token: old}');
    writeFileSync(path('config.yaml'), before);
    const { code, stdout } = await setUp('--emit-config', 'config.yaml');
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/ [NE]\d\d\n/);
    expect(textOf('config.yaml')).toBe(before.replace('old', token()));
  });

  test('is read for the same release by the command that shows what the gateway sees', async () => {
    writeFileSync(path('config.yaml'), config(here(), 'client: {token: old}'));
    const { stdout } = await setUp('--emit-config', 'config.yaml', '--gateway-version', '3.15.0');
    expect(stdout).toMatch(/\n {6}k8s-disco resolve --config config\.yaml --all --gateway-version 3\.15\.0\n$/);
  });

  test('of nothing, for a gateway in the cluster, is told where it becomes an address', async () => {
    writeFileSync(path('config.yaml'), 'discovery:\n  kubernetes: {}\n');
    const { stdout } = await setUp('--emit-config', 'config.yaml', '--dry-run=server');
    expect(inOneLine(stdout)).toContain(
      `the gateway asks the cluster that its pod is in; it becomes https://127.0.0.1:${playground.port}.`,
    );
  });

  test.each([
    ['token_file: /etc/test.token', 'T31', ' -n default --out-file /etc/test.token --kubeconfig kubeconfig'],
    ['token: "${K8S_TOKEN}"', 'E09', 'Give that variable the new token'],
  ])('of the token stays: %s', async (client, id, mend) => {
    const before = config(here(), `client: {${client}}`);
    writeFileSync(path('config.yaml'), before);
    chmodSync(path('config.yaml'), 0o644);
    const { code, stdout } = await setUp('--emit-config', 'config.yaml');
    expect(code).toBe(0);
    expect(textOf('config.yaml')).toBe(before);
    expect(stdout).toContain(` ${id}\n`);
    expect(inOneLine(stdout)).toContain(mend);
    expect(stdout).not.toContain('holds a token');
    const trial = await setUp('--emit-config', 'config.yaml', '--dry-run=server');
    expect(trial.stdout).toContain(client);
    expect(trial.stdout).not.toContain('TOKEN-OF-THE-SERVICE-ACCOUNT');
    await setUp('--emit-config', 'config.yaml', '--force');
    expect(textOf('config.yaml')).toContain(token());
  });
});

describe('--emit-token-file over a file', () => {
  test.each([
    ['notes', 'remember the milk\n'],
    ['a program', 'import { a } from "b";\nconst c = [...a];\n'],
    ['a name', 'index.html\n'],
    ['a key', '-----BEGIN KEY-----\nMIIE\n-----END KEY-----\n'],
  ])('that holds %s needs --force', async (_, text) => {
    writeFileSync(path('file'), text);
    const { code, stdout, stderr } = await setUp('--emit-token-file', 'file');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^✖ file: this file holds something other than a token/);
    expect(textOf('file')).toBe(text);
    expect(hasAccount()).toBe(false);
    expect((await setUp('--emit-token-file', 'file', '--force')).code).toBe(0);
    expect(textOf('file')).toBe(token());
  });

  test.each([
    ['is empty', ''],
    ['keeps its place for a token', '<token>\n'],
    ['holds the token of somebody', 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln'],
    ['holds half a token', 'eyJhbGciOiJSUzI1NiIsImtpZCI6'],
  ])('that %s writes it', async (_, text) => {
    writeFileSync(path('file'), text);
    expect((await setUp('--emit-token-file', 'file')).code).toBe(0);
    expect(textOf('file')).toBe(token());
  });
});
