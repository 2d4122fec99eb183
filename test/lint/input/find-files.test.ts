import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../../src/cli/node-files.ts';
import { UserError } from '../../../src/findings/user-error.ts';
import type { FileSystem } from '../../../src/lint/input/file-system.ts';
import { findFiles } from '../../../src/lint/input/find-files.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'k8s-disco-find-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

const write = (...paths: readonly string[]): void => {
  for (const path of paths) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), path);
  }
};

/** Named files with an exclamation mark. */
const find = async (...paths: readonly string[]): Promise<readonly string[]> =>
  (await findFiles(paths, nodeFiles(directory))).map(({ path, named }) => (named ? `${path}!` : path));

const failure = (...paths: readonly string[]): Promise<unknown> => find(...paths).then(String, (error: unknown) => error);

describe('directories', () => {
  test('give their YAML and JSON at any depth, sorted, but for hidden names and node_modules', async () => {
    write('b.yaml', 'a/z.yml', 'a/b/c.json', 'a.txt', '.hidden.yaml', '.git/x.yaml', 'node_modules/x/y.json', 'yaml');
    expect(await find('.')).toEqual(['a/b/c.json', 'a/z.yml', 'b.yaml']);
    expect(await find('./a/')).toEqual(['a/b/c.json', 'a/z.yml']);
    expect(await find('.git')).toEqual(['.git/x.yaml']);
    expect(await find(directory)).toEqual(['a/b/c.json', 'a/z.yml', 'b.yaml'].map((path) => join(directory, path)));
  });

  test('end where links go in a circle, and each file comes once', async () => {
    write('real/a.yaml', 'real/deep/b.yaml');
    symlinkSync('..', join(directory, 'real/deep/up'));
    symlinkSync('real', join(directory, 'alias'));
    symlinkSync('a.yaml', join(directory, 'real/c.yaml'));
    symlinkSync('self', join(directory, 'self'));
    expect(await find('.')).toEqual(['alias/a.yaml', 'alias/deep/b.yaml']);
    expect(await find('real', 'alias')).toEqual(['alias/a.yaml', 'alias/deep/b.yaml']);
  });

  test('give a link that leads nowhere, so that it is told of', async () => {
    symlinkSync('gone', join(directory, 'a.yaml'));
    symlinkSync('gone', join(directory, 'b'));
    expect(await find('.')).toEqual(['a.yaml']);
  });

  test('do not give what is no file', async () => {
    symlinkSync('/dev/zero', join(directory, 'a.yaml'));
    mkdirSync(join(directory, 'b.yaml'));
    write('c.yaml');
    expect(await find('.')).toEqual(['c.yaml']);
    expect(await find('a.yaml')).toEqual(['a.yaml!']);
  });
});

describe('files', () => {
  test('are named, whatever they are called', async () => {
    write('.hidden', 'b.conf', 'a.yaml');
    expect(await find('b.conf', '.hidden', 'a.yaml', 'a.yaml')).toEqual(['.hidden!', 'a.yaml!', 'b.conf!']);
  });

  test('stay named where a directory has them, too', async () => {
    write('a.yaml', 'b.yaml');
    expect(await find('.', './b.yaml')).toEqual(['a.yaml', 'b.yaml!']);
  });
});

describe('patterns', () => {
  beforeEach(() => {
    write(
      'a.yaml',
      'b.yml',
      'c.json',
      'd.txt',
      'conf/a.yaml',
      'conf/x/a.yaml',
      'conf/x/y/b.yaml',
      'conf/.h/a.yaml',
      'conf/.h.yaml',
    );
  });

  test.each<[pattern: string, paths: readonly string[]]>([
    ['*.yaml', ['a.yaml']],
    ['?.y*ml', ['a.yaml', 'b.yml']],
    ['*.{yaml,json}', ['a.yaml', 'c.json']],
    ['{a,conf/{a,x/a}}.yaml', ['a.yaml', 'conf/a.yaml', 'conf/x/a.yaml']],
    ['*.txt', ['d.txt']],
    ['*', ['a.yaml', 'b.yml', 'c.json', 'conf/a.yaml', 'conf/x/a.yaml', 'conf/x/y/b.yaml']],
    ['conf/*', ['conf/a.yaml', 'conf/x/a.yaml', 'conf/x/y/b.yaml']],
    ['conf/**', ['conf/a.yaml', 'conf/x/a.yaml', 'conf/x/y/b.yaml']],
    ['**/a.yaml', ['a.yaml', 'conf/a.yaml', 'conf/x/a.yaml']],
    ['conf/**/y/*.yaml', ['conf/x/y/b.yaml']],
    ['./**/**/b.*', ['b.yml', 'conf/x/y/b.yaml']],
    ['conf/.*/a.yaml', ['conf/.h/a.yaml']],
    ['conf/../*.yml', ['b.yml']],
  ])('%s', async (pattern, paths) => {
    expect(await find(pattern)).toEqual(paths);
  });

  test('an absolute one gives absolute paths', async () => {
    expect(await find(`${directory}/*.yaml`)).toEqual([join(directory, 'a.yaml')]);
  });

  test('a file that is called like one is itself', async () => {
    write('{a,b}.yaml', '*.yml');
    expect(await find('{a,b}.yaml', '*.yml')).toEqual(['*.yml!', '{a,b}.yaml!']);
  });

  test('many stars take no time', async () => {
    write(`${'a'.repeat(200)}.yaml`);
    expect(await failure(`${'*a'.repeat(50)}b.yaml`)).toBeInstanceOf(UserError);
    expect(await find(`${'*'.repeat(100)}aa.yaml`)).toEqual([`${'a'.repeat(200)}.yaml`]);
  });
});

describe('a deep tree', () => {
  test.each([
    ['**/**/**/**/**/*.yaml', 41],
    [`${'**/a/'.repeat(20)}*.yaml`, 21],
    ['**/*', 41],
  ])('is searched for %s', async (pattern, count) => {
    write(...Array.from({ length: 41 }, (_, depth) => `${'a/'.repeat(depth)}x.yaml`));
    expect(await find(pattern)).toHaveLength(count);
  });

  test.each(['.', '**/*'])('may be 300 directories deep: %s', async (path) => {
    const deepest = `${'d/'.repeat(300)}x.yaml`;
    write(deepest);
    expect(await find(path)).toEqual([deepest]);
  });
});

describe('what cannot be read is told', () => {
  test.each([
    ['**/../**/*.yaml', 'a pattern cannot go up with .. behind **'],
    ['{a,b}'.repeat(26), 'a pattern with braces stands for more than 1000 others'],
    ['gone.yaml', 'cannot read what is to be linted: no such file'],
    ['gone/*.yaml', 'no file matches this pattern'],
    ['*.none', 'no file matches this pattern'],
    ['a.yaml/b', 'cannot read what is to be linted: no such file'],
  ])('%j', async (path, message) => {
    write('a.yaml');
    const error = await failure(path);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message, place: { path }, hint: expect.any(String) });
  });

  test('a path that is empty', async () => {
    expect(await failure('')).toMatchObject({ name: 'UserError', message: 'a path to lint is empty' });
  });

  test('a directory with nothing to lint', async () => {
    write('conf/a.txt', 'conf/.b.yaml');
    expect(await failure('conf')).toMatchObject({
      name: 'UserError',
      message: 'this directory holds no .yaml, .yml or .json file',
      place: { path: 'conf' },
    });
  });

  test('a directory without rights', async () => {
    write('a/closed/b.yaml');
    const real = nodeFiles(directory);
    const denied = Object.assign(new Error('EACCES'), { code: 'EACCES' });
    const files: FileSystem = {
      ...real,
      list: (path) => (path === 'a/closed' ? Promise.reject(denied) : real.list(path)),
    };
    await expect(findFiles(['a'], files)).rejects.toMatchObject({
      name: 'UserError',
      message: 'cannot read this directory: permission denied',
      place: { path: 'a/closed' },
    });
  });
});
