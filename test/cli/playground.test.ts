import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { RunningCli, cli } from '../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-playground-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('prints where it is, works with its own files, and removes them when it is interrupted', async () => {
  const dir = join(directory, 'new');
  const running = new RunningCli(['playground', '--services', '3', '--dir', dir]);
  await expect.poll(() => running.stdout, { timeout: 5_000 }).toContain('Ctrl-C stops it and removes the files.');
  expect(statSync(join(dir, 'kubeconfig')).mode & 0o777).toBe(0o600);

  const commands = running.stdout.split('\n').filter((line) => line.startsWith('  k8s-disco '));
  const [first = [], second = [], _watch, ...others] = commands.map((line) => line.trim().split(' ').slice(1));
  expect([(await cli(first)).code, (await cli(second)).code]).toEqual([0, 1]);
  expect(others.map(([command]) => command)).toEqual(['setup-rbac', 'token']);
  for (const command of others) expect((await cli(command)).code).toBe(0);
  expect((await cli(['resolve', '--config', join(dir, 'config.yaml'), '--all'])).stdout).toContain('billing/svc-0003:http');

  running.interrupt();
  expect((await running.end()).code).toBe(130);
  expect(existsSync(dir)).toBe(false);
});

test('without --dir the files are in a directory of their own, which goes too', async () => {
  const running = new RunningCli(['playground']);
  await expect.poll(() => running.stdout, { timeout: 5_000 }).toContain('config ');
  const [, config = ''] = /^config +(\S+)$/m.exec(running.stdout) ?? [];
  expect(existsSync(config)).toBe(true);
  running.interrupt('SIGTERM');
  expect((await running.end()).code).toBe(143);
  expect(existsSync(join(config, '..'))).toBe(false);
});

test('overwrites nothing', async () => {
  writeFileSync(join(directory, 'config.yaml'), 'mine');
  const { code, stderr } = await cli(['playground', '--dir', directory]);
  expect(code).toBe(2);
  expect(stderr).toContain('cannot write the kubeconfig and the config');
  expect(readFileSync(join(directory, 'config.yaml'), 'utf8')).toBe('mine');
  expect(readdirSync(directory)).toEqual(['config.yaml']);
});

test.each(['/proc/k8s-disco', '/dev/null'])('a directory that cannot be is told: %s', async (dir) => {
  const { code, stderr } = await cli(['playground', '--dir', dir]);
  expect(code).toBe(2);
  expect(stderr.startsWith(`✖ ${dir}: cannot write the kubeconfig and the config: `)).toBe(true);
});

test('--fault makes it misbehave; an unknown one is told with the known ones', async () => {
  const running = new RunningCli(['playground', '--fault', '403', '--dir', join(directory, 'faulty')]);
  await expect.poll(() => running.stdout, { timeout: 5_000 }).toContain('Try');
  const config = join(directory, 'faulty', 'config.yaml');
  expect((await cli(['resolve', '--config', config, 'default/plat-dev:port'])).code).toBe(3);
  running.interrupt();
  await running.end();
  const { code, stderr } = await cli(['playground', '--fault', '400']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^✖ --fault: unknown fault "400"; known are 401, 403,/);
});

test('a port that is taken is told', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const { code, stderr } = await cli(['playground', '--port', String(port)]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `✖ cannot listen on port ${port}: it is in use\n    leave --port out to get a free one\n`,
  });
  await new Promise((resolve) => server.close(resolve));
});

test('--demo shows nodes, a reason and a change, and ends well', async () => {
  const { code, stdout, stderr } = await cli(['playground', '--demo']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('✔ default/plat-dev:port   2 nodes\n');
  expect(stdout).toMatch(/✖ cms\.default\.svc\.cluster\.local:80 {3}no nodes, the gateway answers 503 +S02\n/);
  expect(stdout).toContain('default/plat-dev:port  3 nodes   + 10.5.10.111:5001\n');
});
