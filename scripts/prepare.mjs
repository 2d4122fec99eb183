// npm's `prepare`: builds the program in a checkout, and wherever it is installed from git. For `npm install --global git+…`, which
// is how pre-commit installs a hook, npm prepares the clone with an npm that inherits `--global` and so fetches nothing that the build
// needs (npm/cli#8440); then that is fetched here.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

if (!existsSync('node_modules/esbuild')) {
  const words = ['ci', '--no-global', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  // On Windows npm is a script of the shell.
  const { status } = spawnSync('npm', words, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(1);
}
await import('./build.mjs');
