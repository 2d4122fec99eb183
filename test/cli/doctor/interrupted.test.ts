import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startPlayground } from '../../../src/playground/playground.ts';
import type { Playground } from '../../../src/playground/playground.ts';
import { RunningCli } from '../../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-interrupted-'));
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
  playground.seed();
  writeFileSync(join(directory, 'config.yaml'), playground.gatewayConfig());
});
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

/** Runs until stderr says `words`, and is interrupted then. */
async function interruptedAt(words: RegExp, ...args: readonly string[]) {
  const running = new RunningCli(['doctor', ...args], { cwd: directory, columns: 200, env: { NO_COLOR: '1' } });
  await vi.waitFor(() => expect(running.stderr).toMatch(words), { timeout: 20_000 });
  const begun = Date.now();
  running.interrupt();
  const { code, stdout } = await running.end();
  expect(Date.now() - begun).toBeLessThan(1000);
  return { code, stdout: stdout.replaceAll(/\s+/g, ' ') };
}

test('--wait shows what still fails, and Ctrl-C ends it with the last report', async () => {
  const dead = ['--server', 'https://127.0.0.1:1', '--token', 'a.b.c'];
  const { code, stdout } = await interruptedAt(/waiting: port-answers N01/, ...dead, '--wait', '60s');
  expect(code).toBe(130);
  expect(stdout).toContain('Discovery cannot work: ');
  expect(stdout).not.toContain('interrupted');
});

test('Ctrl-C while an idle watch is measured ends with what was found out', async () => {
  const args = ['--config', 'config.yaml', '--no-dial', '--measure-idle', '60s'];
  const { code, stdout } = await interruptedAt(/checks: .*(?:idle|quiet)/i, ...args);
  expect(code).toBe(130);
  expect(stdout).toContain('A watch delivers events');
  expect(stdout).toContain('A quiet watch is not cut Interrupted');
  expect(stdout).toContain('Discovery works, as far as can be told: 1 of the checks could not say.');
});

test('otherwise Ctrl-C ends without a report', async () => {
  const { code, stdout } = await interruptedAt(/checks: /, '--config', 'config.yaml', '--no-dial');
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
});
