import { posix } from 'node:path';
import { UserError } from '../../findings/user-error.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import type { FileSystem } from './file-system.ts';

export type PathKind = 'file' | 'directory' | 'other';

/** What is at a path; undefined where nothing is, or nothing that can be looked at. */
export async function kindOf(path: string, files: FileSystem): Promise<PathKind | undefined> {
  try {
    return (await files.stat(path)).kind;
  } catch {
    return undefined;
  }
}

/** The names in a directory, sorted. Throws a {@link UserError} where it cannot be read. */
export async function namesIn(directory: string, files: FileSystem): Promise<readonly string[]> {
  try {
    return [...(await files.list(directory))].sort();
  } catch (error) {
    throw new UserError(`cannot read this directory: ${readingFailure(error)}`, {
      place: { path: directory },
      hint: 'make it readable, or give the files in it one by one',
      cause: error,
    });
  }
}

/** The directories in a directory, sorted, except node_modules and names that begin with a dot. Throws as {@link namesIn}. */
export async function directoriesIn(directory: string, files: FileSystem): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await namesIn(directory, files)) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    const path = posix.join(directory, name);
    if ((await kindOf(path, files)) === 'directory') found.push(path);
  }
  return found;
}

/**
 * A directory and those in it, at any depth, as {@link directoriesIn} has them. Each real directory comes once, so that links in a
 * circle end; those in `seen` do not come again.
 */
export async function* directoriesUnder(
  directory: string,
  files: FileSystem,
  seen: Set<string> = new Set(),
): AsyncGenerator<string> {
  const open = [directory];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const realPath = await files.realPath(next);
    if (seen.has(realPath)) continue;
    seen.add(realPath);
    yield next;
    for (const inner of (await directoriesIn(next, files)).toReversed()) open.push(inner);
  }
}
