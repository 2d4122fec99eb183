import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../../src/cli/node-files.ts';
import type { FileSystem } from '../../../src/lint/input/file-system.ts';
import { readFiles } from '../../../src/lint/input/read-files.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const start = { line: 1, column: 1 };

const read = (content: string | Uint8Array, maxSize?: number) =>
  readFiles([{ path: 'a.yaml', named: false }], {
    files: memoryFiles({ 'a.yaml': content }),
    ...(maxSize !== undefined && { maxSize }),
  });

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('text', () => {
  test.each<[what: string, content: string | Uint8Array, text: string]>([
    ['is read as it is', 'a: ü\r\n\tb: 😀\n', 'a: ü\r\n\tb: 😀\n'],
    ['loses its byte order mark', bytes([0xef, 0xbb, 0xbf], 'a: 1'), 'a: 1'],
    ['may be empty', '', ''],
  ])('%s', async (_what, content, text) => {
    expect(await read(content)).toEqual({ files: [{ path: 'a.yaml', text, named: false }], problems: [] });
  });
});

describe('what is no text is told at its place', () => {
  test.each<[what: string, content: Uint8Array, message: string, line: number, column: number]>([
    ['Latin-1', bytes('a: 1\nb: ü', [0xfc, 0x0a]), 'This file is not UTF-8: the byte here belongs to another encoding', 2, 5],
    [
      'a character cut short',
      bytes('a: ', [0xe2, 0x82]),
      'This file is not UTF-8: the byte here belongs to another encoding',
      1,
      4,
    ],
    [
      'behind a byte order mark',
      bytes([0xef, 0xbb, 0xbf], 'a', [0xff]),
      'This file is not UTF-8: the byte here belongs to another encoding',
      1,
      2,
    ],
    ['UTF-16', bytes([0xff, 0xfe, 0x61, 0]), 'This file is UTF-16, not UTF-8', 1, 1],
    ['UTF-16, the other way round', bytes([0xfe, 0xff, 0, 0x61]), 'This file is UTF-16, not UTF-8', 1, 1],
    ['binary', bytes('PK', [3, 4, 0, 0]), 'This file is binary, not text', 1, 1],
  ])('%s', async (_what, content, message, line, column) => {
    const { files, problems } = await read(content);
    expect(files).toEqual([]);
    expect(problems).toEqual([
      { path: 'a.yaml', id: 'L03', severity: 'warning', message, hint: expect.any(String), position: { line, column } },
    ]);
  });
});

describe('size', () => {
  test('up to the limit is read', async () => {
    expect((await read('12345', 5)).problems).toEqual([]);
    expect(await read('123456', 5)).toEqual({
      files: [],
      problems: [
        {
          path: 'a.yaml',
          id: 'L03',
          severity: 'warning',
          message: 'This file is larger than 5 bytes, which no config is',
          hint: 'Leave it out, or split it',
          position: start,
        },
      ],
    });
  });

  describe('on a disk', () => {
    let directory: string;

    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'k8s-disco-read-'));
    });

    afterEach(() => rmSync(directory, { recursive: true }));

    test('a file of 100 MB is not read at all', async () => {
      writeFileSync(join(directory, 'large.yaml'), '');
      truncateSync(join(directory, 'large.yaml'), 100_000_000);
      const files: FileSystem = { ...nodeFiles(directory), read: () => Promise.reject(new Error('was read')) };
      const { problems } = await readFiles([{ path: 'large.yaml', named: true }], { files });
      expect(problems).toMatchObject([{ severity: 'error', message: 'This file is larger than 10 MiB, which no config is' }]);
    });

    test('what never ends is read up to the limit', async () => {
      const { problems } = await readFiles([{ path: '/dev/zero', named: true }], { files: nodeFiles(directory), maxSize: 1000 });
      expect(problems).toMatchObject([{ severity: 'error', message: 'This file is larger than 1000 bytes, which no config is' }]);
    });
  });
});

describe('a file without rights is told, and the others are read,', () => {
  const denied = Object.assign(new Error('EACCES'), { code: 'EACCES' });
  const memory = memoryFiles({ 'a.yaml': 'a: 1', 'b.yaml': 'b: 1' });
  const files: FileSystem = { ...memory, read: (path) => (path === 'a.yaml' ? Promise.reject(denied) : memory.read(path)) };

  test.each([
    ['named', true],
    ['found', false],
  ])('where it was %s', async (_, named) => {
    const both = ['a.yaml', 'b.yaml'].map((path) => ({ path, named }));
    expect(await readFiles(both, { files })).toEqual({
      files: [{ path: 'b.yaml', text: 'b: 1', named }],
      problems: [
        {
          path: 'a.yaml',
          id: 'L03',
          severity: 'error',
          message: 'This file cannot be read: permission denied',
          hint: 'Make it readable, or leave it out',
          position: start,
          isUnreadable: true,
        },
      ],
    });
  });
});
