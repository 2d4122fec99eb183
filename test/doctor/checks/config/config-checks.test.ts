import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cli } from '../../../support/cli.ts';

const cwd = mkdtempSync(join(tmpdir(), 'k8s-disco-checks-'));
afterAll(() => rmSync(cwd, { recursive: true }));

interface Told {
  readonly id: string;
  readonly outcome: string;
}

/** What the checks of configs, and those of variables, say of these files; what is left out is skipped. */
async function told(files: Readonly<Record<string, string>>, ...flags: readonly string[]): Promise<readonly Told[]> {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(cwd, path), text);
  const routes = 'apisix.yaml' in files ? ['--routes', 'apisix.yaml'] : [];
  const args = ['--config', 'config.yaml', ...routes, '--category', 'config', '--check', 'variables-set', '-o', 'json', ...flags];
  const { stdout } = await cli(['doctor', ...args], { cwd });
  const { checks } = JSON.parse(stdout) as {
    readonly checks: readonly (Told & { readonly category: unknown; readonly docs: unknown })[];
  };
  return checks.filter(({ outcome }) => outcome !== 'skip').map(({ category: _, docs: __, ...check }) => check);
}

const config = (...lines: readonly string[]): string =>
  ['discovery:', '  kubernetes:', ...lines.map((line) => `    ${line}`), ''].join('\n');
const SERVICE = ['service:', '  host: 10.1.0.5', '  port: "6443"'];
const CLIENT = ['client:', '  token: a.b.c'];

const WELL = [
  { id: 'config-accepted', title: 'config.yaml is accepted by APISIX 3.18.0', outcome: 'pass', evidence: [] },
  { id: 'config-means-it', title: 'The config says what was meant', outcome: 'pass', evidence: [] },
  { id: 'config-leaves-nodes', title: 'The config leaves nodes to send requests to', outcome: 'pass', evidence: [] },
  { id: 'variables-set', title: 'The config refers to no variables', outcome: 'pass', evidence: [] },
];
const [ACCEPTED, MEANT, LEAVES, VARIABLES] = WELL;

test('a config that is well, and says nothing of its token', async () => {
  expect(await told({ 'config.yaml': config(...SERVICE, ...CLIENT) })).toEqual(WELL);
});

describe('what lint finds', () => {
  test('is shown where it stands, with the command that mends it', async () => {
    const text = config('service:', '  host: 10.1.0.5', '  port: 6443', ...CLIENT);
    const refused = (mend: string) => ({
      id: 'config-accepted',
      title: 'The gateway accepts its config',
      outcome: 'fail',
      cause: { id: 'C01', message: expect.stringContaining('port') as string },
      evidence: ['Line 5 is: port: 6443'],
      mend,
      place: { path: 'config.yaml', line: 5, column: 13 },
    });
    expect(await told({ 'config.yaml': text })).toEqual([refused('k8s-disco lint config.yaml --fix')]);
    expect(await told({ 'config.yaml': text }, '--gateway-version', '3.12.0')).toEqual([
      refused('k8s-disco lint config.yaml --fix --gateway-version 3.12.0'),
    ]);
  });

  test('is shown with what to write, where no command can', async () => {
    expect(await told({ 'config.yaml': config(...SERVICE, ...CLIENT, 'default_weight: 0') })).toEqual([
      ACCEPTED,
      MEANT,
      {
        id: 'config-leaves-nodes',
        title: 'The config leaves nodes to send requests to',
        outcome: 'fail',
        cause: {
          id: 'C24',
          message: 'default_weight is 0: every discovered node gets this weight, and none takes requests',
        },
        evidence: ['Line 8 is: default_weight: 0'],
        mend: 'Write 1 or more, or leave it out for 50',
        place: { path: 'config.yaml', line: 8, column: 21 },
      },
      VARIABLES,
    ]);
  });

  test('is a warning where lint warns', async () => {
    const [accepted, meant, ...rest] = await told({ 'config.yaml': config(...SERVICE, ...CLIENT, 'id: prod') });
    expect([accepted, ...rest]).toEqual([ACCEPTED, LEAVES, VARIABLES]);
    expect(meant).toMatchObject({ id: 'config-means-it', outcome: 'warn', cause: { id: 'C19' } });
  });

  test('hides what is secret', async () => {
    const text = config(...SERVICE, 'client:', '  token: Bearer eyJhbGciOiJSUzI1NiJ9.secret');
    const [refused] = await told({ 'config.yaml': text });
    expect(refused).toMatchObject({ id: 'config-accepted', outcome: 'fail', cause: { id: 'C11' } });
    expect(JSON.stringify(refused)).not.toMatch(/secret|eyJ/);
  });
});

describe('variables', () => {
  const text = config('service:', '  host: ${K8S_HOST}', '  port: ${K8S_PORT}', ...CLIENT);

  test('that are set are named', async () => {
    writeFileSync(join(cwd, 'gateway.env'), 'K8S_HOST=10.1.0.5\nK8S_PORT=6443\n');
    expect((await told({ 'config.yaml': text }, '--env-file', 'gateway.env')).at(-1)).toEqual({
      id: 'variables-set',
      title: 'The variables are set that the config refers to',
      outcome: 'pass',
      evidence: ['It refers to K8S_HOST and K8S_PORT'],
    });
  });

  test('that are not set are told each, and the config is accepted all the same', async () => {
    const answers = await told({ 'config.yaml': text });
    expect(answers.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'config-accepted pass',
      'config-means-it pass',
      'config-leaves-nodes pass',
      'variables-set fail',
      'variables-set fail',
    ]);
  });

  test('in double braces decide whether the config is accepted, so that nobody can tell', async () => {
    const answers = await told({ 'config.yaml': config(...SERVICE, 'client:', '  token: ${{K8S_TOKEN}}') });
    expect(answers).toMatchObject([{ id: 'variables-set', outcome: 'fail', cause: { id: 'E07' } }]);
  });
});

describe('routes', () => {
  const routes = (...upstream: readonly string[]): string =>
    ['routes:', '  - id: 1', '    uri: /*', '    upstream:', ...upstream.map((line) => `      ${line}`), '#END', ''].join('\n');
  const well = config(...SERVICE, ...CLIENT);

  test('are accepted, whatever their names find', async () => {
    const text = routes('type: roundrobin', 'discovery_type: kubernetes', 'service_name: web');
    const answers = await told({ 'config.yaml': well, 'apisix.yaml': text });
    expect(answers.find(({ id }) => id === 'routes-accepted')).toEqual({
      id: 'routes-accepted',
      title: 'The gateway accepts the routes',
      outcome: 'pass',
      evidence: [],
    });
  });

  test('are refused, the line told', async () => {
    const text = routes('type: roundrobin', 'service_name: default/web:http');
    const answers = await told({ 'config.yaml': well, 'apisix.yaml': text });
    expect(answers.find(({ id }) => id === 'routes-accepted')).toMatchObject({
      outcome: 'fail',
      cause: { id: 'W01' },
      place: { path: 'apisix.yaml', line: 6 },
    });
  });
});
