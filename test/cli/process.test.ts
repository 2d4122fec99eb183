import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPlayground } from '../../src/playground/playground.ts';
import type { Playground } from '../../src/playground/playground.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-process-'));
const config = join(directory, 'config.yaml');
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
  playground.seed({ services: 2_000 });
  writeFileSync(config, playground.gatewayConfig());
});
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

type Child = ChildProcess & { readonly stdout: NodeJS.ReadableStream; readonly stderr: NodeJS.ReadableStream };

const COMMAND = [process.execPath, '--import', './scripts/typescript.mjs', 'src/cli/main.ts'] as const;

/** The program in a process of its own, from its source. */
function start(...argv: readonly string[]): Child {
  return launch([...COMMAND, ...argv]);
}

/** The same with a redirection of the shell's. */
function startInShell(redirection: string, ...argv: readonly string[]): Child {
  return launch(['sh', '-c', `exec "$@" ${redirection}`, 'sh', ...COMMAND, ...argv]);
}

function launch([file, ...argv]: readonly [string, ...string[]]): Child {
  const { PATH } = process.env;
  return spawn(file, argv, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH, HOME: directory, LANG: 'C.UTF-8' } });
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a watch within a second with %i', { timeout: 20_000 }, async (signal, code) => {
  const child = start('resolve', '--watch', '--config', config, 'default/plat-dev:port');
  await once(child.stdout, 'data');
  const begun = performance.now();
  child.kill(signal);
  await once(child, 'close');
  expect(child.exitCode).toBe(code);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test('a signal ends it within a second although a read never does', { timeout: 20_000 }, async () => {
  const pipe = join(directory, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const child = start('resolve', '-v', '-f', pipe, 'default/plat-dev:port');
  // Opening it fails for as long as nobody waits to read; while it stays open, nothing comes.
  let writer = -1;
  const open = (): number => (writer = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
  await expect.poll(open, { timeout: 10_000 }).toBeGreaterThan(0);
  const begun = performance.now();
  child.kill('SIGTERM');
  await once(child, 'close');
  closeSync(writer);
  expect(child.signalCode).toBe('SIGTERM');
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test('SIGINT ends a lint that computes for long, and nothing is printed', { timeout: 20_000 }, async () => {
  const routes = Array.from({ length: 20_000 }, (_, id) => ({
    id: `${id}`,
    uri: `/${id}`,
    upstream: { nodes: { '127.0.0.1:80': 1 } },
  }));
  const path = join(directory, 'routes.json');
  writeFileSync(path, JSON.stringify({ routes }));
  const child = start('lint', '--gateway-version', 'all', path);
  await setTimeout(4_000);
  const begun = performance.now();
  child.kill('SIGINT');
  const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(printed).toBe('');
  expect(performance.now() - begun).toBeLessThan(1_000);
  // In the midst of a computation nobody is there to answer 130; shells see it all the same.
  expect([130, 'SIGINT']).toContain(child.exitCode ?? child.signalCode);
});

test('a plugin that hangs does not hold it up beyond the time-out', { timeout: 10_000 }, async () => {
  const kubeconfig = join(directory, 'hanging');
  writeFileSync(
    kubeconfig,
    `current-context: c
contexts: [{ name: c, context: { cluster: k, user: u } }]
clusters: [{ name: k, cluster: { server: 'http://127.0.0.1:1' } }]
users: [{ name: u, user: { exec: { apiVersion: client.authentication.k8s.io/v1, command: sleep, args: ['15'] } } }]
`,
  );
  const child = start('resolve', '--kubeconfig', kubeconfig, '--timeout', '200ms', 'a/b:c');
  await once(child, 'exit');
  expect(child.exitCode).toBe(3);
});

test.skipIf(process.platform !== 'linux').each([
  ['settings', ['lint', '--settings', '/dev/zero', config], 'cannot read the settings of the linter: it is larger than 10 MiB'],
  ['baselines', ['lint', '--baseline', '/dev/zero', config], 'cannot read the baseline: it is larger than 10 MiB'],
])('%s without end do not fill the memory', { timeout: 20_000 }, async (_file, words, message) => {
  const child = start(...words);
  const stderr = text(child.stderr);
  await once(child, 'exit');
  expect(await stderr).toContain(message);
  expect(child.exitCode).toBe(2);
});

test.skipIf(process.platform !== 'linux')(
  'an answer that cannot be written is said, with code 2',
  { timeout: 20_000 },
  async () => {
    const child = startInShell('> /dev/full', 'resolve', '--config', config, 'default/plat-dev:port');
    const stderr = text(child.stderr);
    await once(child, 'exit');
    expect(await stderr).toContain('cannot write the answer: ENOSPC');
    expect(child.exitCode).toBe(2);
  },
);

test.skipIf(process.platform !== 'linux')(
  'a conversation that cannot be written changes no code',
  { timeout: 20_000 },
  async () => {
    const child = startInShell('2> /dev/full', 'resolve', '-v', '--config', config, 'default/plat-dev:port');
    const stdout = text(child.stdout);
    await once(child, 'exit');
    expect(await stdout).toContain('2 nodes');
    expect(child.exitCode).toBe(0);
  },
);

test('a reader that goes away ends it without a word', { timeout: 20_000 }, async () => {
  const child = start('resolve', '--watch', '--all', '--config', config);
  const stderr = text(child.stderr);
  await once(child.stdout, 'data');
  child.stdout.removeAllListeners();
  (child as ChildProcess).stdout?.destroy();
  playground.scale({ namespace: 'default', name: 'plat-dev', addresses: ['10.0.0.1'] });
  await once(child, 'exit');
  expect({ code: child.exitCode, stderr: await stderr }).toEqual({ code: 0, stderr: '' });
});

test('--version and --help load neither the YAML parser nor anything that draws or connects', { timeout: 20_000 }, async () => {
  const loaded = join(directory, 'loaded.mjs');
  writeFileSync(
    loaded,
    `import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`export async function load(url, context, next) {
  process._rawDebug(url);
  return next(url, context);
}\`));`,
  );
  const { PATH } = process.env;
  const argv = ['--import', './scripts/typescript.mjs', '--import', loaded, 'src/cli/main.ts', 'resolve', '--help'];
  const child = spawn(process.execPath, argv, { env: { PATH } });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(stdout).toContain('Examples:');
  const packages = [...stderr.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(([, name]) => name);
  expect(new Set(packages)).toEqual(new Set(['commander']));
});
