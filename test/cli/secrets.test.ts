import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startPlayground } from '../../src/playground/playground.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { cli } from '../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-secrets-'));
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
  playground.seed();
  const { token } = playground.account('gateway');
  const files = {
    'config.yaml': playground.gatewayConfig(),
    // Two mistakes of the kind that a message is tempted to quote.
    'bearer.yaml': playground.gatewayConfig().replace('token: ', 'token: Bearer '),
    'list.yaml': playground.gatewayConfig().replace(/token: (.*)/, 'token: [$1]'),
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

const FLAGS = ['--config config.yaml', '--kubeconfig kubeconfig', '--config bearer.yaml', '--config list.yaml'];
const ASKS = [
  'resolve -v -o json default/plat-dev:port a/b:c',
  'resolve -v default/plat-dev:port',
  'dump -v',
  'dump -v -o table',
];
const FAULTS = [[], ['401'], ['403'], ['html'], ['expired-cert'], ['garbage']];

test('no output of any command holds a token, whatever goes wrong', { timeout: 60_000 }, async () => {
  const tokens = playground.accounts.map((account) => account.token);
  const [token = ''] = tokens.slice(1);
  const own = [`--server ${playground.url} --insecure-skip-tls-verify`];
  const flags = [
    ...FLAGS,
    ...[`--token ${token}`, '--token-file token', '--token-file broken-token', `--token ${token} --token-file token`].map(
      (one) => `${own[0]} ${one}`,
    ),
    `--tokn=${token}`,
    `--server https://user:${token}@127.0.0.1:${playground.port}`,
  ];
  for (const faults of FAULTS) {
    playground.setFaults(faults);
    for (const flag of flags) {
      for (const ask of ASKS) {
        const { stdout, stderr, code } = await cli([...ask.split(' '), ...flag.split(' '), '--timeout', '200ms'], {
          cwd: directory,
        });
        expect({ ask, flag, code }).not.toMatchObject({ code: 70 });
        for (const secret of tokens) expect(`${stdout}${stderr}`, `${ask} ${flag}`).not.toContain(secret);
      }
    }
  }
});
