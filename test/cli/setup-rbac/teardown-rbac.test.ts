import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Playground } from '../../../src/playground/playground.ts';
import { startPlayground } from '../../../src/playground/playground.ts';
import { FastClock } from '../../contract/fast-clock.ts';
import { cli } from '../../support/cli.ts';
import type { CliOptions, CliResult } from '../../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-teardown-'));
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground({ clock: new FastClock(20) });
  writeFileSync(join(directory, 'admin'), playground.kubeconfig());
  writeFileSync(join(directory, 'no-rights'), playground.kubeconfig('no-rights'));
});
beforeEach(async () => {
  expect((await run('setup-rbac --name gw')).code).toBe(0);
});
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

/** Runs a command as the admin; the playground's port, which differs from run to run, becomes 54321. */
async function run(command: string, options: CliOptions = {}): Promise<CliResult> {
  const env = { KUBECONFIG: join(directory, 'admin') };
  const { code, stdout, stderr } = await cli(command.split(' '), { cwd: directory, env, ...options });
  const known = (text: string): string => text.replaceAll(String(playground.port), '54321');
  return { code, stdout: known(stdout), stderr: known(stderr) };
}

function table(state: string): string {
  return `playground (https://127.0.0.1:54321)
  Secret              default/gw-token  ${state}
  ClusterRoleBinding  gw                ${state}
  ClusterRole         gw                ${state}
  ServiceAccount      default/gw        ${state}
`;
}

const PLAN = table('to be deleted');
const TRIAL = `${PLAN}Next: the same without --dry-run:
      k8s-disco teardown-rbac --name gw
`;
const DONE = `${table('deleted')}✔ the account default/gw is deleted
– A gateway that still uses this account goes on until its watch ends, at    T29
    most 47 min from now.
`;
const NOTHING = `${table('not there')}✔ nothing of the account default/gw is left to delete\n`;

function isThere(): boolean {
  return playground.store.get('serviceaccounts', { namespace: 'default', name: 'gw' }) !== undefined;
}

describe('on a terminal the plan is shown and the user asked', () => {
  test.each([['y'], ['yes'], [' Y ']])('%j deletes', async (typed) => {
    expect(await run('teardown-rbac --name gw', { typed })).toEqual({
      code: 0,
      stdout: DONE,
      stderr: `${PLAN}Delete 4 objects? [y/N] `,
    });
    expect(isThere()).toBe(false);
  });

  test.each([['n'], [''], ['yep'], ['no']])('%j does not', async (typed) => {
    expect(await run('teardown-rbac --name gw', { typed })).toEqual({
      code: 1,
      stdout: '',
      stderr: `${PLAN}Delete 4 objects? [y/N] Nothing was deleted.\n`,
    });
    expect(isThere()).toBe(true);
  });

  test('nor does the end of stdin', async () => {
    const { code, stderr } = await run('setup-rbac --name gw --delete', { typed: null });
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${PLAN}Delete 4 objects? [y/N] \nNothing was deleted.\n` });
    expect(isThere()).toBe(true);
  });
});

describe('without a terminal', () => {
  test.each(['teardown-rbac --name gw', 'setup-rbac --name gw --delete'])('%s asks for --yes', async (command) => {
    expect(await run(command)).toEqual({
      code: 2,
      stdout: '',
      stderr: `✖ nobody can be asked here whether to delete the account
    add --yes to delete it unasked, or --dry-run to see what there is
`,
    });
    expect(isThere()).toBe(true);
  });

  test('--yes deletes, and a second time there is nothing to delete', async () => {
    expect(await run('teardown-rbac --name gw --yes')).toEqual({ code: 0, stdout: DONE, stderr: '' });
    expect(await run('setup-rbac --name gw --delete --yes')).toEqual({ code: 0, stdout: NOTHING, stderr: '' });
  });

  test.each([
    'teardown-rbac --name gw --dry-run',
    'teardown-rbac --name gw --dry-run=server',
    'teardown-rbac --name gw --dry-run=client',
    'setup-rbac --name gw --delete --dry-run=server',
  ])('%s shows the plan, which is no failure', async (command) => {
    expect(await run(command)).toEqual({ code: 0, stdout: TRIAL, stderr: '' });
    expect(isThere()).toBe(true);
  });
});

test('-o json is one document, and -o yaml the same', async () => {
  const { stdout } = await run('teardown-rbac --name gw --dry-run -o json');
  const report: unknown = JSON.parse(stdout);
  expect(report).toEqual({
    apiVersion: 'k8s-disco/v1',
    kind: 'TeardownReport',
    clusters: [
      {
        id: null,
        name: 'playground',
        server: 'https://127.0.0.1:54321',
        source: { kind: 'kubeconfig', paths: [join(directory, 'admin')], context: 'playground' },
        namespace: 'default',
        account: 'gw',
        objects: [
          { kind: 'Secret', namespace: 'default', name: 'gw-token', state: 'present' },
          { kind: 'ClusterRoleBinding', namespace: null, name: 'gw', state: 'present' },
          { kind: 'ClusterRole', namespace: null, name: 'gw', state: 'present' },
          { kind: 'ServiceAccount', namespace: 'default', name: 'gw', state: 'present' },
        ],
        missing: [],
        findings: [],
      },
    ],
  });
  expect(parse((await run('teardown-rbac --name gw --dry-run -o yaml')).stdout)).toEqual(report);
});

test('the account of that name in another namespace is named where there is nothing to delete here', async () => {
  expect(await run('teardown-rbac --name gw -n team-a --yes')).toEqual({
    code: 1,
    stdout: `playground (https://127.0.0.1:54321)
  Secret              team-a/gw-token  not there
  ClusterRoleBinding  gw               of default/gw, stays
  ClusterRole         gw               of default/gw, stays
  ServiceAccount      team-a/gw        not there
✖ nothing of the account team-a/gw is left to delete; default/gw stays
    Did you mean -n default?
`,
    stderr: '',
  });
  expect(isThere()).toBe(true);
});

test('the clusters of a config are all torn down, after one question', async () => {
  const cluster = (id: string): object => ({
    id,
    service: { schema: 'https', host: '127.0.0.1', port: String(playground.port) },
    client: { token: 'sesame' },
  });
  writeFileSync(join(directory, 'config.yaml'), JSON.stringify({ discovery: { kubernetes: [cluster('eu'), cluster('us')] } }));
  const command = 'teardown-rbac --name gw --from-config config.yaml --contexts eu=playground,us=playground';
  const plan = `eu: ${PLAN}\nus: ${PLAN}`;
  expect(await run(command, { typed: 'n' })).toEqual({
    code: 1,
    stdout: '',
    stderr: `${plan}Delete 8 objects? [y/N] Nothing was deleted.\n`,
  });
  const { code, stdout } = await run(`${command} --yes`);
  expect(code).toBe(0);
  expect(stdout).toContain(`eu: ${table('deleted')}`);
  expect(isThere()).toBe(false);
});

test('missing rights are told, and nothing is deleted', async () => {
  const { code, stdout } = await run('teardown-rbac --name gw --yes --kubeconfig no-rights');
  expect(code).toBe(3);
  expect(stdout).toMatch(/^✖ nothing is deleted: you lack \d+ rights$/m);
  expect(isThere()).toBe(true);
});

test('an API server that cannot be reached is told', async () => {
  const { code, stdout } = await run('teardown-rbac --name gw --yes --server http://127.0.0.1:1');
  expect(code).toBe(3);
  expect(stdout).toMatch(/✖ .*N01\n {4}From the command line\. Is the port right\? Other ways: --help\n$/);
});
