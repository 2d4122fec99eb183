import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tarOf } from '../../../../src/cli/doctor/bundle/tar.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-tar-'));
afterAll(() => rmSync(directory, { recursive: true }));

const hasTar = spawnSync('tar', ['--version']).status === 0;
const modified = Date.UTC(2026, 0, 1);
const files = [
  { name: 'bundle/empty', text: '' },
  { name: 'bundle/files/a.yaml', text: 'port: "6443" # Döner\n' },
  { name: 'bundle/block', text: 'x'.repeat(512) },
  { name: `bundle/${'n'.repeat(93)}`, text: 'y'.repeat(513) },
];

test.runIf(hasTar)('tar(1) unpacks what went in, for its owner alone', () => {
  const archive = join(directory, 'bundle.tar');
  writeFileSync(archive, tarOf(files, { modified }));
  execFileSync('tar', ['-xf', archive, '-C', directory]);
  for (const { name, text } of files) {
    const path = join(directory, name);
    expect({ name, text: readFileSync(path, 'utf8') }).toEqual({ name, text });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(path).mtimeMs).toBe(modified);
  }
  expect(readdirSync(join(directory, 'bundle')).length).toBe(4);
});

test('the same files are the same bytes, in whole blocks', () => {
  const bytes = tarOf(files, { modified });
  expect(bytes).toEqual(tarOf(files, { modified }));
  expect(bytes.length % 512).toBe(0);
});

test.each(['', 'ü', 'a\n', 'x'.repeat(101)])('%j is no name', (name) => {
  expect(() => tarOf([{ name, text: '' }], { modified })).toThrow('no name for an archive');
});
