import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
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

/** The program in a process of its own, from its source. */
function start(
  ...argv: readonly string[]
): ChildProcess & { readonly stdout: NodeJS.ReadableStream; readonly stderr: NodeJS.ReadableStream } {
  const { PATH } = process.env;
  const flags = ['--import', './scripts/typescript.mjs', 'src/cli/main.ts'];
  return spawn(process.execPath, [...flags, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME: directory, LANG: 'C.UTF-8' },
  });
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
