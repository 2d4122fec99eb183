import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { startPlayground } from '../../src/playground/playground.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { RunningCli, cli } from '../support/cli.ts';
import { endpoints } from '../support/objects.ts';

const COMMANDS = ['resolve', 'dump', 'lint', 'doctor', 'rules', 'explain', 'setup-rbac', 'teardown-rbac', 'playground'];
/** Their examples need an account, and are run by their own tests. */
const TOKEN_COMMANDS = ['token', 'token get', 'token create', 'token inspect'];
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-help-'));
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
  playground.seed();
  writeFileSync(join(directory, 'config.yaml'), playground.gatewayConfig());
  writeFileSync(join(directory, 'kubeconfig'), playground.kubeconfig());
  writeFileSync(join(directory, 'apisix.yaml'), 'routes: []\n#END\n');
  writeFileSync(join(directory, 'error.log'), 'kubernetes discovery not ready\n');
});
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

test('without a command the help is on stderr, and the code is 2', async () => {
  const { code, stdout, stderr } = await cli([]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^Usage: k8s-disco /);
  for (const command of COMMANDS) expect(stderr).toContain(`\n  ${command} `);
});

test.each([[['--help']], [['help']], ...[...COMMANDS, ...TOKEN_COMMANDS].map((command) => [[...command.split(' '), '--help']])])(
  '%j is on stdout and ends with 0',
  async (argv) => {
    const { code, stdout, stderr } = await cli(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: k8s-disco /);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  },
);

test.each([...COMMANDS, ...TOKEN_COMMANDS])(
  '%s --help stays on a narrow terminal, but for what is to be pasted',
  async (command) => {
    for (const columns of [50, 64]) {
      const { stdout } = await cli([...command.split(' '), '--help'], { columns });
      const [help = ''] = stdout.split('\nExamples:\n');
      expect(help.split('\n').filter((line) => line.length > columns)).toEqual([]);
    }
  },
);

test('the many options of doctor stand in groups', async () => {
  const { stdout } = await cli(['doctor', '--help']);
  const headings = ['Arguments:', 'Gateway:', 'Checks:', 'Report:', 'Cluster:', 'Options:', 'Examples:'];
  expect(stdout.match(/^[A-Z][\w' ]*:$/gm)).toEqual(headings);
});

test('the many options of setup-rbac stand in groups', async () => {
  const { stdout } = await cli(['setup-rbac', '--help']);
  const headings = ['Account:', 'Token:', "Gateway's config:", 'Run:', 'Cluster:', 'Options:', 'Examples:'];
  expect(stdout.match(/^[A-Z][\w' ]*:$/gm)).toEqual(headings);
});

test('--version is that of the package', async () => {
  expect(await cli(['--version'])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
});

/** The commands under "Examples:" in the help of a command. */
async function examplesOf(command: string): Promise<readonly string[]> {
  const { stdout } = await cli([command, '--help']);
  const [, examples = ''] = stdout.split('\nExamples:\n');
  return examples
    .split('\n')
    .filter((line) => line.startsWith('  ') && !line.startsWith('  #'))
    .map((line) => line.trim());
}

describe('every example of the help runs', () => {
  test.each(COMMANDS)('of %s', { timeout: 20_000 }, async (command) => {
    const lines = await examplesOf(command);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) {
      const words = (line.split('| ').at(-1) ?? '').split(' ').slice(1);
      // The nodes of a playground are nowhere.
      const argv = command === 'doctor' ? [...words, '--no-dial'] : words;
      const env = { KUBECONFIG: join(directory, 'kubeconfig') };
      const running = new RunningCli(argv, { cwd: directory, env, stdin: JSON.stringify(endpoints('x/a')) });
      await expect.poll(() => running.stdout, { timeout: 5_000, message: `${line}: ${running.stderr}` }).not.toBe('');
      const goesOn = argv.includes('--watch') || (command === 'playground' && !argv.includes('--demo'));
      if (goesOn) running.interrupt();
      expect({ line, ...(await running.end()) }).toMatchObject({ line, code: goesOn ? 130 : 0, stderr: '' });
    }
  });
});
