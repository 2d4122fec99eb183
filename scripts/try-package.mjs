// Installs the package as a user would, from its tarball into an empty folder, and runs it. Offline: it has no dependencies to fetch.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'k8s-disco-package-'));

/** @param {string} command @param {readonly string[]} args */
function run(command, args, cwd = folder) {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

try {
  const manifest = /** @type {{ version: string }} */ (JSON.parse(readFileSync('package.json', 'utf8')));
  const packed = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], '.');
  const [{ filename, size, unpackedSize, entryCount }] =
    /** @type {[{ filename: string, size: number, unpackedSize: number, entryCount: number }]} */ (JSON.parse(packed));
  // 14 MB more mean that a dynamic import of client-node kept all of it in the bundle.
  if (unpackedSize > 8_000_000) throw new Error(`The package has grown to ${unpackedSize} bytes.`);
  run('npm', ['init', '--yes']);
  run('npm', ['install', '--offline', '--loglevel=error', '--no-audit', '--no-fund', filename]);
  const installed = run('npm', ['ls', '--all', '--parseable']).trim().split('\n').length - 1;
  if (installed !== 1) throw new Error(`The package brings ${installed - 1} others along; it is meant to bring none.`);
  const version = run(join('node_modules', '.bin', 'k8s-disco'), ['--version']).trim();
  if (version !== manifest.version) throw new Error(`--version prints ${version}, package.json says ${manifest.version}`);
  console.log(
    `${filename}: ${entryCount} files, ${Math.ceil(size / 1000)} kB (${Math.ceil(unpackedSize / 1000)} kB unpacked), runs.`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
