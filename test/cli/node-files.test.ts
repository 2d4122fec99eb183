import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../src/cli/node-files.ts';
import type { HostFiles } from '../../src/cli/node-files.ts';

let directory: string;
let files: HostFiles;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'k8s-disco-files-'));
  files = nodeFiles(directory);
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const at = (name: string): string => join(directory, name);
const textOf = (name: string): Promise<string> => readFile(at(name), 'utf8');

const isRoot = process.geteuid?.() === 0;
const ORDINARY_USER = 65_534;

/** Root may do anything, so it takes another user's rights for a while. */
async function asOrdinaryUser(act: () => Promise<void>): Promise<void> {
  if (isRoot) process.seteuid?.(ORDINARY_USER);
  try {
    await act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('looking', () => {
  test('a file, a directory and neither are told apart, links followed', async () => {
    await writeFile(at('file'), 'four');
    await symlink('file', at('link'));
    expect(await files.stat('link')).toEqual({ kind: 'file', size: 4 });
    expect(await files.stat('.')).toMatchObject({ kind: 'directory' });
    expect(await files.stat('/dev/null')).toMatchObject({ kind: 'other' });
    expect(await files.realPath('link')).toBe(await files.realPath('file'));
    expect([...(await files.list('.'))].sort()).toEqual(['file', 'link']);
  });

  test('what is not there is told by its code', async () => {
    const absent = { code: 'ENOENT' };
    await expect(files.stat('gone')).rejects.toMatchObject(absent);
    await expect(files.list('gone')).rejects.toMatchObject(absent);
    await expect(files.realPath('gone')).rejects.toMatchObject(absent);
    await expect(files.read('gone')).rejects.toMatchObject(absent);
  });

  test('a directory is no file to read', async () => {
    await expect(files.read('.')).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

describe('reading', () => {
  test('the bytes as they are', async () => {
    await writeFile(at('bytes'), Buffer.from([0xff, 0, 0x41]));
    expect([...(await files.read('bytes'))]).toEqual([0xff, 0, 0x41]);
  });

  test('no more than was asked for, from a file or from what never ends', async () => {
    await writeFile(at('long'), 'x'.repeat(100_000));
    expect((await files.read('long', { atMost: 70_000 })).length).toBe(70_000);
    expect((await files.read('/dev/zero', { atMost: 70_000 })).length).toBe(70_000);
  });
});

describe('writing', () => {
  test('a new file, and one in place of another, leave nothing beside them', async () => {
    await files.write('new', 'first');
    await files.write('new', 'second');
    expect(await textOf('new')).toBe('second');
    expect(await readdir(directory)).toEqual(['new']);
  });

  test('the mode is kept, whatever the umask', async () => {
    await writeFile(at('script'), 'old');
    await chmod(at('script'), 0o666);
    await files.write('script', 'new');
    expect((await stat(at('script'))).mode & 0o7777).toBe(0o666);
  });

  test('a file that may not be written is left alone, though its directory may', async () => {
    await writeFile(at('file'), 'old', { mode: 0o444 });
    await chmod(directory, 0o777);
    await asOrdinaryUser(async () => {
      await expect(files.write('file', 'new')).rejects.toMatchObject({ code: 'EACCES' });
    });
    expect(await textOf('file')).toBe('old');
    expect(await readdir(directory)).toEqual(['file']);
  });

  test.runIf(isRoot)('owner and group are kept', async () => {
    await writeFile(at('file'), 'old');
    await chmod(at('file'), 0o640);
    await chown(at('file'), ORDINARY_USER, 12_345);
    await files.write('file', 'new');
    expect(await stat(at('file'))).toMatchObject({ uid: ORDINARY_USER, gid: 12_345, mode: 0o100640 });
  });

  test.runIf(isRoot)('a file whose owner could not be kept is left alone', async () => {
    await writeFile(at('file'), 'old');
    await chmod(at('file'), 0o666);
    await chmod(directory, 0o777);
    await asOrdinaryUser(async () => {
      await expect(files.write('file', 'new')).rejects.toMatchObject({ code: 'EPERM' });
    });
    expect(await textOf('file')).toBe('old');
    expect(await readdir(directory)).toEqual(['file']);
  });

  test('a link stays one, and its file is written', async () => {
    await mkdir(at('real'));
    await writeFile(at('real/file'), 'old');
    await symlink('real/file', at('link'));
    await files.write('link', 'new');
    expect(await textOf('real/file')).toBe('new');
    expect(await files.realPath('link')).toBe(await files.realPath('real/file'));
    expect(await readdir(at('real'))).toEqual(['file']);
  });

  test('a failure leaves the old file and nothing else', async () => {
    await mkdir(at('file'));
    await writeFile(at('file/inner'), 'old');
    await expect(files.write('file', 'new')).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await readdir(directory)).toEqual(['file']);
    expect(await textOf('file/inner')).toBe('old');
    await expect(files.write('gone/file', 'new')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('adding goes to the end, and makes the file', async () => {
    await files.append('log', 'a');
    await files.append('log', 'b');
    expect(await textOf('log')).toBe('ab');
  });
});

test.each([
  [0o600, false],
  [0o700, false],
  [0o640, true],
  [0o604, true],
  [0o622, false],
])('a file of mode %o may be read by others: %j', async (mode, isShared) => {
  await writeFile(at('file'), 'text');
  await chmod(at('file'), mode);
  expect(await files.isShared('file')).toBe(isShared);
});

describe('writing a secret', () => {
  test('a new file is for its owner alone, whatever the umask', async () => {
    const umask = process.umask(0);
    try {
      await files.writeSecret('token', 'secret');
    } finally {
      process.umask(umask);
    }
    expect(await textOf('token')).toBe('secret');
    expect((await stat(at('token'))).mode & 0o7777).toBe(0o600);
  });

  test('a file that others could read is closed to them', async () => {
    await writeFile(at('token'), 'old');
    await chmod(at('token'), 0o4666);
    await files.writeSecret('token', 'new');
    expect(await textOf('token')).toBe('new');
    expect((await stat(at('token'))).mode & 0o7777).toBe(0o600);
  });

  test.runIf(isRoot)('owner and group are kept', async () => {
    await writeFile(at('token'), 'old');
    await chown(at('token'), ORDINARY_USER, 12_345);
    await files.writeSecret('token', 'new');
    expect(await stat(at('token'))).toMatchObject({ uid: ORDINARY_USER, gid: 12_345, mode: 0o100600 });
  });

  test('a directory, a device and a pipe stay what they are', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    await expect(files.writeSecret('.', 'new')).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(files.writeSecret('/dev/null', 'new')).rejects.toThrow('it is no regular file');
    await expect(files.writeSecret('pipe', 'new')).rejects.toThrow('it is no regular file');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
    expect(await readdir(directory)).toEqual(['pipe']);
  });
});
