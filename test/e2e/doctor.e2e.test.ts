import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints, namespace, service } from '../support/objects.ts';
import { AccountCommands } from './account-commands.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { doctor } from './doctor.ts';
import { k8sDisco, k8sDiscoWith } from './k8s-disco.ts';
import { kubeconfigOf } from './kubeconfig.ts';
import { createServiceAccount, discoveryAccess } from './service-account.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-doctor-'));
const commands = new AccountCommands(directory);
const config = join(directory, 'config.yaml');
const slices = join(directory, 'slices.yaml');
const SERVICES = 150;

let cluster: ControlPlane;

beforeAll(async () => {
  cluster = await startControlPlane(assets);
  const { admin } = cluster;
  await admin.apply(namespace('shop'));
  for (let at = 0; at < SERVICES; at++) {
    await admin.apply(
      service(`shop/cms-${at}`, { selector: null }),
      endpoints(`shop/cms-${at}`, { addresses: [`10.1.${at}.7`] }),
    );
  }
  await commands.setUp(cluster.adminKubeconfig, 'gateway', '--emit-config', config);
  await commands.setUp(cluster.adminKubeconfig, 'slicer', '--resources', 'endpointslices', '--emit-config', slices);
});

afterAll(async () => {
  rmSync(directory, { recursive: true });
  await cluster.stop();
});

const asAdmin = () => ['--kubeconfig', cluster.adminKubeconfig, '--admin-context', contextOf(cluster.adminKubeconfig)];

function contextOf(kubeconfig: string): string {
  return (JSON.parse(readFileSync(kubeconfig, 'utf8')) as { 'current-context': string })['current-context'];
}

describe('a healthy cluster has no fault', () => {
  test.each([
    ['by the config of its gateway', () => ['--config', config]],
    ['and with an admin', () => ['--config', config, ...asAdmin()]],
    ['in the mode of slices', () => ['--config', slices, ...asAdmin()]],
    ['as an admin alone', () => ['--kubeconfig', cluster.adminKubeconfig]],
    ['before the account is made', () => ['--kubeconfig', cluster.adminKubeconfig, '--pre']],
  ])('%s', async (_, where) => {
    const { code, verdict, failed, warned, unknown, stderr } = await doctor([...where(), '--no-dial', ...namesFor(where())]);
    expect({ code, verdict, failed, warned, unknown, stderr }).toEqual({
      code: 0,
      verdict: 'pass',
      failed: [],
      warned: [],
      unknown: [],
      stderr: '',
    });
  });

  test('without a kubeconfig, of a release of every time', async () => {
    for (const release of ['3.0.0', '3.9.1', '3.12.0', '3.15.0', '3.17.0', '3.18.0']) {
      const { failed, warned } = await doctor(['--config', config, '--no-dial', '--gateway-version', release]);
      expect({ release, failed, warned }).toEqual({ release, failed: [], warned: [] });
    }
  });
});

/** `--pre` looks at no names, and the Services here have Endpoints alone. */
function namesFor(args: readonly string[]): readonly string[] {
  return args.includes('--pre') || args.includes(slices) ? [] : ['shop/cms-0:http'];
}

test('a user who may list and watch and no more ends with what could not be told, not with failures', async () => {
  const token = commands.remember(
    await createServiceAccount(cluster.admin, { namespace: 'default', name: 'watcher', access: discoveryAccess }),
  );
  const kubeconfig = commands.kubeconfigOf(cluster.adminKubeconfig, token);
  const { code, failed, warned, checks } = await doctor(['--kubeconfig', kubeconfig, '--no-dial', 'shop/cms-0:http']);
  expect({ code, failed, warned }).toEqual({ code: 0, failed: [], warned: [] });
  expect(checks.map(({ outcome }) => outcome)).toContain('pass');
});

test('doctor only reads: the audit log has reads and reviews of its users and nothing else', async () => {
  const admin = { kind: 'clusterRole', name: 'cluster-admin' } as const;
  const users = ['audited', 'audited-admin', 'powerless'].map((name) => `system:serviceaccount:default:${name}`);
  const [token, adminToken, powerless] = [
    await createServiceAccount(cluster.admin, { namespace: 'default', name: 'audited', access: discoveryAccess }),
    await createServiceAccount(cluster.admin, { namespace: 'default', name: 'audited-admin', access: admin }),
    await createServiceAccount(cluster.admin, { namespace: 'default', name: 'powerless', access: { kind: 'none' } }),
  ].map((one) => commands.remember(one));
  if (token === undefined || adminToken === undefined || powerless === undefined) throw new Error('no tokens');
  const { hostname, port } = new URL(cluster.url);
  const configOf = (secret: string): string => {
    const path = commands.path('config.yaml');
    const block = { service: { schema: 'https', host: hostname, port }, client: { token: secret } };
    writeFileSync(path, stringify({ discovery: { kubernetes: block } }));
    return path;
  };
  const path = configOf(token);
  const kubeconfig = commands.kubeconfigOf(cluster.adminKubeconfig, adminToken);
  const context = contextOf(kubeconfig);
  const where = ['--kubeconfig', kubeconfig, '--no-dial'];
  for (const args of [
    ['--config', path, '--admin-context', context, 'shop/cms-0:http', 'shop/nowhere:http'],
    ['--config', path, '--slices', '--admin-context', context, '--measure-idle', '2s'],
    ['--config', configOf(powerless), '--admin-context', context],
    ['--pre'],
    [],
  ]) {
    await doctor([...where, ...args]);
  }
  const events = readFileSync(cluster.auditLog, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { verb: string; user: { username: string }; objectRef?: { resource: string } })
    .filter(({ user }) => users.includes(user.username));
  const seen = new Set(
    events.map(({ verb, user, objectRef }) => `${user.username.replace(/.*:/, '')} ${verb} ${objectRef?.resource ?? ''}`),
  );
  expect(
    [...seen].filter((one) => !/ (get|list|watch) | create (self)?subject\w*reviews$| create tokenreviews$/.test(one)),
  ).toEqual([]);
  for (const expected of [
    'audited list endpoints',
    'audited watch endpoints',
    'audited list endpointslices',
    'audited create selfsubjectreviews',
    'audited-admin create tokenreviews',
    'audited-admin list clusterrolebindings',
  ]) {
    expect([...seen]).toContain(expected);
  }
});

test('--wait asks again until the fault is gone', async () => {
  const name = 'late';
  const token = commands.remember(
    await createServiceAccount(cluster.admin, { namespace: 'default', name, access: { kind: 'none' } }),
  );
  const file = commands.path('token');
  writeFileSync(file, token);
  const where = ['--server', cluster.url, '--certificate-authority', cluster.caFile, '--token-file', file, '--no-dial'];
  expect((await doctor(where)).failed).toEqual(['may-list: R01']);
  const waiting = doctor([...where, '--wait', '60s']);
  await createServiceAccount(cluster.admin, { namespace: 'default', name, access: discoveryAccess });
  const { code, failed } = await waiting;
  expect({ code, failed }).toEqual({ code: 0, failed: [] });
});

describe('a config of two clusters', () => {
  let west: ControlPlane;
  const kubeconfig = join(directory, 'kubeconfig');
  const both = join(directory, 'both.yaml');

  beforeAll(async () => {
    west = await startControlPlane(assets);
    writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf({ east: cluster, west })));
    const blocks = [cluster, west].map(({ url }, at) => {
      const { hostname, port } = new URL(url);
      return {
        id: at === 0 ? 'east' : 'west',
        service: { schema: 'https', host: hostname, port },
        client: { token: 'none-yet' },
      };
    });
    writeFileSync(both, stringify({ discovery: { kubernetes: blocks } }));
    await commands.setUp(kubeconfig, 'both', '--from-config', both, '--contexts', 'east=east,west=west', '--emit-config', both);
  });
  afterAll(() => west.stop());

  const admins = ['--admin-context', 'east=east', '--admin-context', 'west=west'];

  test('is healthy as long as both are', async () => {
    const { failed, warned, unknown } = await doctor(['--kubeconfig', kubeconfig, '--config', both, ...admins, '--no-dial']);
    expect({ failed, warned, unknown }).toEqual({ failed: [], warned: [], unknown: [] });
  });

  test('T11 in one cluster: the other is examined all the same', async () => {
    await west.admin.request('DELETE', '/api/v1/namespaces/default/secrets/both-token');
    // An API server remembers a token that it took for 10 s.
    await expect
      .poll(async () => (await doctor(['--config', both, '--check', 'token-accepted'])).failed.length, { timeout: 20_000 })
      .toBe(1);
    const { failed, checks } = await doctor(['--kubeconfig', kubeconfig, '--config', both, ...admins, '--no-dial']);
    expect(failed).toEqual(['token-accepted: T11']);
    expect(checks.filter(({ id }) => id === 'may-list').map((check) => `${check.cluster} ${check.outcome}`)).toEqual([
      'east pass',
      'west skip',
    ]);
  });
});

describe('what is printed', () => {
  test('text names cause and mend, and ends with the verdict; the exit code is the same in every format', async () => {
    const token = commands.remember(
      await createServiceAccount(cluster.admin, { namespace: 'default', name: 'printed', access: { kind: 'none' } }),
    );
    const where = ['doctor', '--server', cluster.url, '--certificate-authority', cluster.caFile, '--token', token, '--no-dial'];
    for (const output of ['text', 'short', 'json', 'junit', 'sarif', 'github']) {
      const { code, stdout } = await k8sDisco(...where, '-o', output);
      expect({ output, code, named: stdout.includes('R01') }).toEqual({ output, code: 1, named: true });
      expect(stdout).not.toContain(token);
    }
    const { stdout } = await k8sDisco(...where);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'kubectl create clusterrole default-printed-endpoints --verb=list,watch --resource=endpoints',
    );
  });

  test('no output of any command holds a token', async () => {
    await k8sDiscoWith({ KUBECONFIG: cluster.adminKubeconfig }, 'doctor', '--config', config, '-v', '-o', 'short');
    const { stdout, stderr } = await commands.run(cluster.adminKubeconfig, 'doctor', '--config', config, '-v', '--no-dial');
    expect(`${stdout}${stderr}`).toContain('✔');
    expect(commands.leaks()).toEqual([]);
  });
});
