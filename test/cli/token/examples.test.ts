import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALL_RIGHTS } from '../../../src/playground/account.ts';
import { startPlayground } from '../../../src/playground/playground.ts';
import type { Playground } from '../../../src/playground/playground.ts';
import { cli } from '../../support/cli.ts';

let directory: string;
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground({ accounts: [{ namespace: 'default', name: 'apisix-discovery', rules: ALL_RIGHTS }] });
  playground.seed();
  directory = await mkdtemp(join(tmpdir(), 'k8s-disco-examples-'));
  await writeFile(join(directory, 'kubeconfig'), playground.kubeconfig());
});
afterAll(async () => {
  await playground.close();
  await rm(directory, { recursive: true });
});

/** The commands under "Examples:" in the help of a command. */
async function examplesOf(command: string): Promise<readonly string[]> {
  const { stdout } = await cli([...command.split(' '), '--help']);
  return [...stdout.matchAll(/^ {2}(k8s-disco .*)$/gm)].map(([, line = '']) => line);
}

/** What stands for `k8s-disco` here. */
const PROGRAM = [process.execPath, '--import', resolve('scripts/typescript.mjs'), resolve('src/cli/main.ts')]
  .map((word) => `'${word}'`)
  .join(' ');

test.each(['token get', 'token create'])('every example of %s runs', { timeout: 60_000 }, async (command) => {
  const lines = await examplesOf(command);
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', KUBECONFIG: join(directory, 'kubeconfig') };
    const { stdout } = await promisify(execFile)('sh', ['-ec', line.replaceAll('k8s-disco', PROGRAM)], { cwd: directory, env });
    if (line.includes('--out-file')) expect(await readFile(join(directory, 'token'), 'utf8')).toMatch(/^eyJ[\w.-]+$/);
    else expect(stdout).toContain('SERVICE_NAME');
  }
});
