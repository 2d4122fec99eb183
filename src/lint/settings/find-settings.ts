import { dirname, join, relative } from 'node:path';
import { isAbsent } from '../../kube/surroundings.ts';
import type { FileSystem } from '../input/file-system.ts';
import { SETTINGS_FILE } from '../settings.ts';

/**
 * Path of the settings file that counts in the working directory: there, or in the next directory above that has one, up to the root of
 * the repository (where `.git` is), the home directory or the root of the file system. Undefined where there is none.
 */
export async function findSettings(files: FileSystem, home: string): Promise<string | undefined> {
  const start = await files.realPath('.');
  for (let directory = start; ; directory = dirname(directory)) {
    const path = join(directory, SETTINGS_FILE);
    if (await exists(path, files)) return relative(start, path);
    const isLast = directory === home || directory === dirname(directory) || (await exists(join(directory, '.git'), files));
    if (isLast) return undefined;
  }
}

/** What cannot be looked at is there: reading it will say why not. */
async function exists(path: string, files: FileSystem): Promise<boolean> {
  try {
    await files.stat(path);
    return true;
  } catch (error) {
    return !isAbsent(error);
  }
}
