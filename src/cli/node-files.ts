import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Stats } from 'node:fs';
import { appendFile, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { isAbsent } from '../kube/surroundings.ts';
import type { FileSystem } from '../lint/input/file-system.ts';

/** The files that a command may read and write. */
export interface HostFiles extends FileSystem {
  /** Writes as `write` does, for the eyes of the file's owner alone: its mode is 0600, also where there was a file before. */
  readonly writeSecret: (path: string, content: string | Uint8Array) => Promise<void>;
  /** Whether others than its owner may read a file. */
  readonly isShared: (path: string) => Promise<boolean>;
}

/** The files of this machine. Relative paths start at `directory`. */
export function nodeFiles(directory: string): HostFiles {
  const at = (path: string): string => resolve(directory, path);
  return {
    stat: async (path) => {
      const found = await stat(at(path));
      return { kind: found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other', size: found.size };
    },
    list: (path) => readdir(at(path)),
    realPath: (path) => realpath(at(path)),
    read: (path, { atMost } = { atMost: Infinity }) => buffer(createReadStream(at(path), { end: atMost - 1 })),
    write: (path, content) => replace(at(path), { content }),
    writeSecret: (path, content) => replace(at(path), { content, mode: OWNER_ALONE }),
    isShared: async (path) => ((await stat(at(path))).mode & OTHERS_READ) !== 0,
    append: (path, text) => appendFile(at(path), text),
  };
}

/** Reading and writing, for nobody else. */
const OWNER_ALONE = 0o600;

/** Group or anybody. */
const OTHERS_READ = 0o044;

interface NewContent {
  readonly content: string | Uint8Array;
  /** Absent: that of the file that was there, or a usual one. */
  readonly mode?: number;
}

/**
 * Writes a file beside the old one and puts it in its place: whoever reads meanwhile, and whatever happens, sees one of the two whole. Owner
 * and group stay, and the mode, unless one is given. Rejects with EACCES or EPERM for a file that the user may not write, although its
 * directory would let him replace it, and for one whose owner or group he cannot keep; and for a device or a pipe, which would be gone
 * afterwards. Other hard links to the file keep the old text.
 */
async function replace(path: string, { content, mode }: NewContent): Promise<void> {
  const target = await targetOf(path);
  const temporary = join(dirname(target.path), `.${basename(target.path)}.${randomUUID()}`);
  try {
    const file = await open(temporary, 'wx', mode ?? target.old?.mode);
    try {
      if (target.old !== undefined) await keepRights(file, { ...target.old, mode: mode ?? target.old.mode });
      await file.writeFile(content);
      // Before it is renamed: after a power cut the new name must not lead to an empty file.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target.path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Who may do what with a file. */
type Rights = Pick<Stats, 'mode' | 'uid' | 'gid'>;

async function keepRights(file: FileHandle, { mode, uid, gid }: Rights): Promise<void> {
  const made = await file.stat();
  if (made.uid !== uid || made.gid !== gid) await file.chown(uid, gid);
  // The mode that open() takes is cut by the umask, and a new owner takes bits of it away.
  await file.chmod(mode);
}

/** Behind all links, and the rights there; undefined for a file that is not there yet. */
async function targetOf(path: string): Promise<{ readonly path: string; readonly old: Rights | undefined }> {
  try {
    const target = await realpath(path);
    const file = await open(target, 'r+');
    try {
      const found = await file.stat();
      if (!found.isFile()) throw new Error('it is no regular file');
      const { mode, uid, gid } = found;
      return { path: target, old: { mode: mode & 0o7777, uid, gid } };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isAbsent(error)) return { path, old: undefined };
    throw error;
  }
}
