import { posix } from 'node:path';
import type { HostFiles } from '../../src/cli/node-files.ts';

/** A file system of these files alone; paths are relative. `written` changes as the program writes. */
export function memoryFiles(files: Readonly<Record<string, string | Uint8Array>>): HostFiles & {
  readonly written: ReadonlyMap<string, string>;
} {
  const contents = new Map(Object.entries(files).map(([path, content]) => [posix.normalize(path), bytesOf(content)]));
  const written = new Map<string, string>();
  const isDirectory = (path: string): boolean => path === '.' || [...contents.keys()].some((name) => name.startsWith(`${path}/`));
  const contentOf = (path: string): Uint8Array => {
    const content = contents.get(posix.normalize(path));
    if (content === undefined) throw failure('ENOENT', path);
    return content;
  };
  const put = (path: string, text: string): void => {
    contents.set(posix.normalize(path), bytesOf(text));
    written.set(path, text);
  };
  return {
    written,
    stat: async (path) => {
      await Promise.resolve();
      const name = posix.normalize(path).replace(/(?<=.)\/$/, '');
      if (isDirectory(name)) return { kind: 'directory', size: 0 };
      return { kind: 'file', size: contentOf(path).length };
    },
    list: async (path) => {
      await Promise.resolve();
      const under = posix.normalize(path) === '.' ? '' : `${posix.normalize(path).replace(/\/$/, '')}/`;
      const names = [...contents.keys()].filter((name) => name.startsWith(under));
      return [...new Set(names.map((name) => name.slice(under.length).split('/', 1).join('')))];
    },
    realPath: (path) => Promise.resolve(posix.normalize(path)),
    read: async (path) => {
      await Promise.resolve();
      return contentOf(path);
    },
    write: async (path, text) => {
      await Promise.resolve();
      put(path, text);
    },
    writeSecret: async (path, content) => {
      await Promise.resolve();
      put(path, typeof content === 'string' ? content : new TextDecoder().decode(content));
    },
    isShared: () => Promise.resolve(false),
    append: async (path, text) => {
      await Promise.resolve();
      const before = contents.get(posix.normalize(path));
      put(path, `${before === undefined ? '' : new TextDecoder().decode(before)}${text}`);
    },
  };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: no such file or directory, open '${path}'`), { code });
}
