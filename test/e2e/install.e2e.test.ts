import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

// As the hook of .pre-commit-hooks.yaml comes to a machine: npm clones the repository, builds it and installs it for everybody.

const folder = mkdtempSync(join(tmpdir(), 'k8s-disco-install-'));
const repository = join(folder, 'repository');

function run(command: string, ...words: readonly string[]): string {
  return execFileSync(command, words, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(() => {
  const leftOut = ['.git', 'node_modules', 'dist'].map((name) => resolve(name));
  cpSync('.', repository, { recursive: true, filter: (path) => !leftOut.includes(resolve(path)) });
  run('git', 'init', '--quiet');
  run('git', 'add', '--all');
  run('git', '-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'As it is.');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('npm install --global builds it from git', { timeout: 300_000 }, () => {
  const prefix = join(folder, 'global');
  run('npm', 'install', '--global', '--prefer-offline', '--install-links', '--prefix', prefix, `git+file://${repository}`);
  expect(existsSync(join(prefix, 'lib/node_modules/k8s-disco/node_modules'))).toBe(false);
  expect(run(join(prefix, 'bin/k8s-disco'), '--version')).toBe(`${packageJson.version}\n`);
});
