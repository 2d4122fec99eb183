import { dirname } from 'node:path';
import { UserError } from '../../findings/user-error.ts';
import { isAbsent, readingFailure } from '../../kube/surroundings.ts';
import type { Host } from '../host.ts';

/** In bytes. A whole config.yaml has some 50 KiB; editing a hundred times as much takes seconds, and gives nothing else a turn meanwhile. */
const LARGEST_FILE = 4 * 1024 * 1024;

/** What a file holds that is to be written; undefined where there is none. Throws a {@link UserError} where there is something else. */
export async function writableText(path: string, host: Host): Promise<string | undefined> {
  try {
    return await textAt(path, host);
  } catch (error) {
    throw unwritable(path, { reason: readingFailure(error), cause: error });
  }
}

/** What a file holds; undefined where there is none. Rejects as node:fs does, for a large one, and for a device or a pipe, which may never end. */
export async function textAt(path: string, { files, readFile }: Host): Promise<string | undefined> {
  try {
    const { kind, size } = await files.stat(path);
    if (kind === 'other') throw new Error('it is a device or a pipe');
    if (size > LARGEST_FILE) throw new Error(`it is larger than ${LARGEST_FILE / 1024 / 1024} MiB`);
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** The real path of the directory that a file is in, which itself may not be there yet. Throws a {@link UserError} where there is no such directory. */
export async function directoryOf(path: string, { files }: Host): Promise<string> {
  const directory = dirname(path);
  try {
    return await files.realPath(directory);
  } catch (error) {
    throw unwritable(path, { reason: `${directory}: ${readingFailure(error)}`, cause: error });
  }
}

function unwritable(path: string, { reason, cause }: { readonly reason: string; readonly cause: unknown }): UserError {
  return new UserError(`cannot write there: ${reason}`, { place: { path }, cause });
}
