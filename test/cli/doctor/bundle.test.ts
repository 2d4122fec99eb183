import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPlayground } from '../../../src/playground/playground.ts';
import type { Playground } from '../../../src/playground/playground.ts';
import { cli } from '../../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-bundle-'));
const hasTar = spawnSync('tar', ['--version']).status === 0;
const PASSWORD = 'hunter2-of-the-registry';
const KEY = 'edd1c9f034335f136f87ad84b625c8f1';
const VARIABLE = 'value-of-a-variable-that-is-nobodys-business';
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
  playground.seed();
  const config = playground
    .gatewayConfig()
    .replace('discovery:', `deployment:\n  admin:\n    admin_key:\n      - key: ${KEY}\ndiscovery:`);
  writeFileSync(
    join(directory, 'config.yaml'),
    `${config}    default_weight: \${{WEIGHT:=50}}\n# \${UNSET} password: ${PASSWORD}\n`,
  );
  writeFileSync(
    join(directory, 'apisix.yaml'),
    `consumers:\n  - username: a\n    plugins:\n      key-auth:\n        key: ${KEY}\nroutes: []\n#END\n`,
  );
  writeFileSync(join(directory, 'kubeconfig'), playground.kubeconfig());
});
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

const ARGS = ['doctor', '--config', 'config.yaml', '--routes', 'apisix.yaml', '--no-dial'];

function run(...args: readonly string[]) {
  const env = { WEIGHT: VARIABLE, KUBECONFIG: join(directory, 'kubeconfig') };
  return cli([...ARGS, ...args], { cwd: directory, env });
}

/** Of everything that a bundle may hold, what must not be in it. */
function secrets(): readonly string[] {
  const tokens = playground.accounts.map(({ token }) => token);
  const parts = tokens.flatMap((token) => [token, ...token.split('.').slice(1)]);
  return [...parts, PASSWORD, KEY, VARIABLE, 'apiVersion: v1'];
}

test('a bundle holds the report, what was asked, and the files, and no secret', async () => {
  const [wrong = ''] = playground.accounts.map(({ token }) => token).slice(1);
  const { stdout, stderr } = await run('--bundle', 'out.tgz', `--token=${wrong}`, 'default/plat-dev:port');
  expect(stdout).toMatch(/^APISIX 3\.18\.0, the newest known\n/);
  expect(stderr).toBe('out.tgz written: tokens, passwords and keys are masked in it; names and addresses are not\n');
  const path = join(directory, 'out.tgz');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const archive = gunzipSync(readFileSync(path)).toString();
  for (const secret of secrets()) expect(archive).not.toContain(secret);
  expect(archive).toContain('- key: ****');
  expect(archive).toContain('"token": "***"');
});

describe.runIf(hasTar)('unpacked by tar(1)', () => {
  const folder = join(directory, 'k8s-disco-bundle');
  const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

  beforeAll(async () => {
    await run('--bundle', 'unpacked.tgz', 'default/plat-dev:port');
    execFileSync('tar', ['-xzf', join(directory, 'unpacked.tgz'), '-C', directory]);
  });

  test('it has these files', () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
    expect(names).toEqual(['about.json', 'files', 'files/1-apisix.yaml', 'files/2-config.yaml', 'report.json', 'report.txt']);
  });

  test('about.json says what was asked of what', () => {
    const { time, versions, ...about } = JSON.parse(textOf('about.json')) as Record<string, unknown>;
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(versions).toMatchObject({ 'k8s-disco': '0.1.0', node: '20.19.0', platform: 'linux', gateway: '3.18.0' });
    expect(about).toEqual({
      apiVersion: 'k8s-disco/v1',
      kind: 'SupportBundle',
      flags: {
        config: 'config.yaml',
        routes: ['apisix.yaml'],
        adminContext: [],
        category: [],
        check: [],
        dial: false,
        bundle: 'unpacked.tgz',
        output: 'text',
        failOn: 'fail',
        names: ['default/plat-dev:port'],
      },
      files: [
        { path: 'apisix.yaml', name: 'files/1-apisix.yaml' },
        { path: 'config.yaml', name: 'files/2-config.yaml' },
      ],
      variables: [
        { name: 'UNSET', isSet: false },
        { name: 'WEIGHT', isSet: true },
      ],
    });
  });

  test('the reports are those of -o text -v and of -o json', () => {
    expect(textOf('report.txt')).toMatch(/^APISIX 3\.18\.0.*\n/);
    expect(JSON.parse(textOf('report.json'))).toMatchObject({ kind: 'DoctorReport' });
  });

  test('of the files everything is there but the secrets', () => {
    const original = readFileSync(join(directory, 'config.yaml'), 'utf8').split('\n');
    const masked = textOf('files/2-config.yaml').split('\n');
    expect(masked).toHaveLength(original.length);
    expect(masked.filter((line, at) => line !== original[at]).map((line) => line.replace(/\*+/, '***'))).toEqual([
      '      - key: ***',
      '      token: ***',
      `# \${UNSET} password: ***`,
    ]);
  });
});

test('a bundle is written over nothing, and that is said before anybody is asked', async () => {
  writeFileSync(join(directory, 'there.tgz'), 'mine');
  const asked = playground.url;
  const { code, stdout, stderr } = await run('--bundle', 'there.tgz', `--server=${asked}`);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('there.tgz: there is a file of this name already');
  expect(readFileSync(join(directory, 'there.tgz'), 'utf8')).toBe('mine');
});

test('a folder that is not there is told, too', async () => {
  const { code, stdout, stderr } = await run('--bundle', 'nowhere/out.tgz');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('nowhere/out.tgz: cannot write there: nowhere: no such file');
});
