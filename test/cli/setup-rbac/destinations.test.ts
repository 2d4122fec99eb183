import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { NEWEST_RELEASE, releaseOf } from '../../../src/apisix/release.ts';
import type { Host } from '../../../src/cli/host.ts';
import { nodeFiles } from '../../../src/cli/node-files.ts';
import { findDestinations } from '../../../src/cli/setup-rbac/destinations.ts';
import type { Destinations } from '../../../src/cli/setup-rbac/destinations.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-destinations-'));
writeFileSync(join(directory, 'config.yaml'), 'a: 1\n');
symlinkSync('config.yaml', join(directory, 'link'));
afterAll(() => rmSync(directory, { recursive: true }));

function find(emitConfig: string, emitTokenFile?: string): Promise<Destinations> {
  const host = { files: nodeFiles(directory), readFile: (path: string) => readFile(resolve(directory, path), 'utf8') };
  const flags = { name: 'gw', output: 'table', gatewayVersion: releaseOf(NEWEST_RELEASE), force: true, emitConfig } as const;
  const tokenFile = emitTokenFile === undefined ? {} : { emitTokenFile };
  return findDestinations({ ...flags, ...tokenFile }, host as Pick<Host, 'files' | 'readFile'> as Host); // all of a host that it needs
}

test('a file is read, and one that is not there yet is new', async () => {
  expect(await find('config.yaml', 'token')).toEqual({
    config: { path: 'config.yaml', before: 'a: 1\n' },
    tokenFile: { path: join(directory, 'token'), before: undefined },
  });
});

describe('a config and a token file are not the same', () => {
  test.each([
    ['new', 'new'],
    ['new', './new'],
    ['new', join(directory, 'new')],
    ['config.yaml', 'config.yaml'],
    ['config.yaml', 'link'],
    ['link', 'config.yaml'],
  ])('%s and %s are', async (config, tokenFile) => {
    await expect(find(config, tokenFile)).rejects.toThrow('--emit-config and --emit-token-file name the same file');
  });
});

test('a device is no file, and is not read, as it may never end', async () => {
  await expect(find('/dev/zero')).rejects.toThrow('cannot write there: it is a device or a pipe');
});

test('a file of more than 4 MiB is no config and no token, and would take long to edit', async () => {
  writeFileSync(join(directory, 'large'), '#'.repeat(4 * 1024 * 1024 + 1));
  await expect(find('large')).rejects.toThrow('cannot write there: it is larger than 4 MiB');
});
