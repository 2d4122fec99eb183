import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DOCTOR_OUTPUTS } from '../../../src/cli/doctor/flags.ts';
import { startPlayground } from '../../../src/playground/playground.ts';
import type { Playground } from '../../../src/playground/playground.ts';
import { cli } from '../../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-doctor-'));
const summary = join(directory, 'summary.md');
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
  playground.seed();
  const { token } = playground.account('gateway');
  const files = {
    'config.yaml': playground.gatewayConfig(),
    // A mistake of the kind that a message is tempted to quote.
    'bearer.yaml': playground.gatewayConfig().replace('token: ', 'token: Bearer '),
    kubeconfig: playground.kubeconfig('no-rights'),
    token: `${token}\n`,
    'broken-token': `${token}\n${token}`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
});
afterEach(() => playground.setFaults([]));
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return cli(['doctor', '--no-dial', ...args], { cwd: directory, env });
}

test.each(DOCTOR_OUTPUTS)('-o %s has the exit code of all', async (output) => {
  const codes = [];
  for (const [faults, failOn] of [
    [[], 'fail'],
    [['401'], 'fail'],
    [['401'], 'never'],
  ] as const) {
    playground.setFaults(faults);
    codes.push((await run(['--config', 'config.yaml', '-o', output, '--fail-on', failOn])).code);
  }
  expect(codes).toEqual([0, 1, 0]);
});

test('-o github adds to the summary of the step', async () => {
  playground.setFaults(['401']);
  const { stdout } = await run(['--config', 'config.yaml', '-o', 'github'], { GITHUB_STEP_SUMMARY: summary });
  expect(stdout).toMatch(/^::error title=T\d\d /);
  expect(readFileSync(summary, 'utf8')).toMatch(/^### k8s-disco doctor\n\n\*\*Discovery cannot work: /);
});

test('a check that was not asked for is shown where it failed and others were skipped for it', async () => {
  playground.setFaults(['401']);
  const { code, stdout } = await run(['--config', 'config.yaml', '--check', 'may-list', '-o', 'json']);
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly { readonly id: string; readonly outcome: string }[] };
  expect(code).toBe(1);
  expect(checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['token-accepted fail', 'may-list skip']);
});

test.each([
  [['prod'], '--admin-context "prod" is no context of the kubeconfig\n    It takes one of: playground'],
  [['a', 'b'], '--admin-context is given 2 times, for one cluster'],
])('an --admin-context that leads nowhere is wrong usage: %j', async (contexts, message) => {
  const admin = contexts.flatMap((context) => ['--admin-context', context]);
  const { code, stdout, stderr } = await run(['--config', 'config.yaml', '--kubeconfig', 'kubeconfig', ...admin]);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `✖ ${message}\n` });
});

test('-v says on stderr who is asked, once', async () => {
  const { stderr } = await run(['--config', 'config.yaml', '-v', '--category', 'config']);
  expect(stderr.replaceAll(playground.url, 'URL').replaceAll(new URL(playground.url).host, 'HOST')).toBe(
    "HOST: URL, from the gateway's config config.yaml\n  asked with the token of client.token, its certificate not verified\n",
  );
});

test('no output holds a token, whatever goes wrong', { timeout: 120_000 }, async () => {
  const tokens = playground.accounts.map(({ token }) => token);
  const [token = ''] = tokens.slice(1);
  const own = `--server ${playground.url} --insecure-skip-tls-verify`;
  const flags = [
    '--config config.yaml',
    '--config bearer.yaml',
    '--kubeconfig kubeconfig',
    `${own} --token ${token}`,
    `${own} --token-file broken-token ${token}`,
    `${own} --token-file token --check ${token}`,
  ];
  for (const faults of [[], ['401'], ['html'], ['garbage']]) {
    playground.setFaults(faults);
    for (const flag of flags) {
      for (const output of ['text', 'json']) {
        const { stdout, stderr } = await run([...flag.split(' '), '-v', '-o', output]);
        for (const secret of tokens.flatMap((one) => [one, ...one.split('.').slice(1)])) {
          expect(stdout + stderr).not.toContain(secret);
        }
      }
    }
  }
});
