import { posix } from 'node:path';
import { UserError } from '../../findings/user-error.ts';
import { isAbsent, readingFailure } from '../../kube/surroundings.ts';
import type { FileSystem } from './file-system.ts';
import { isPattern, pathsMatching } from './glob.ts';
import { directoriesUnder, kindOf, namesIn } from './walk.ts';
import type { PathKind } from './walk.ts';

/** A file to lint. */
export interface FoundFile {
  readonly path: string;
  /** The user gave this very path; otherwise it was found in a directory or by a pattern. */
  readonly named: boolean;
}

/** What is taken of a directory. */
const EXTENSION = /\.(?:ya?ml|json)$/;

/**
 * The files that the words of a command line mean, sorted by path, each real file once: files as they are; in directories, at any
 * depth, the `.yaml`, `.yml` and `.json` files; for patterns what matches. node_modules and names that begin with a dot are left out
 * unless they are named. Throws a {@link UserError} for a path that does not exist or cannot be read, for a directory without such a
 * file, and for a pattern that matches nothing.
 */
export async function findFiles(paths: readonly string[], files: FileSystem): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths)
    for await (const { path: given, named } of filesMeant(path, files)) found.push({ path: posix.normalize(given), named });
  // The name that counts where links lead to one file twice is the one that was given, else the first.
  found.sort((left, right) => Number(right.named) - Number(left.named) || byPath(left, right));
  const byRealPath = new Map<string, FoundFile>();
  for (const file of found) {
    const realPath = await files.realPath(file.path).catch(() => file.path);
    if (!byRealPath.has(realPath)) byRealPath.set(realPath, file);
  }
  return [...byRealPath.values()].sort(byPath);
}

async function* filesMeant(path: string, files: FileSystem): AsyncGenerator<FoundFile> {
  const kind = await kindOfNamed(path, files);
  if (kind === 'directory') yield* filesOfNamedDirectory(path, files);
  else if (kind === undefined) yield* filesOfPattern(path, files);
  else yield { path, named: true };
}

async function* filesOfNamedDirectory(directory: string, files: FileSystem): AsyncGenerator<FoundFile> {
  let isEmpty = true;
  for await (const file of filesIn(directory, files)) {
    isEmpty = false;
    yield file;
  }
  if (!isEmpty) return;
  throw new UserError('this directory holds no .yaml, .yml or .json file', {
    place: { path: directory },
    hint: 'names that begin with a dot and node_modules are left out unless you name them',
  });
}

/** Undefined for a pattern that is no file's name. */
async function kindOfNamed(path: string, files: FileSystem): Promise<PathKind | undefined> {
  if (path === '') throw new UserError('a path to lint is empty', { hint: 'a variable of the shell may be unset' });
  try {
    return (await files.stat(path)).kind;
  } catch (error) {
    if (isAbsent(error) && isPattern(path)) return undefined;
    throw new UserError(`cannot read what is to be linted: ${readingFailure(error)}`, {
      place: { path },
      hint: 'give files, directories or quoted patterns such as "conf/**/*.yaml"',
      cause: error,
    });
  }
}

async function* filesOfPattern(pattern: string, files: FileSystem): AsyncGenerator<FoundFile> {
  // Without an extension of its own, such as conf/*, a pattern means what a directory means.
  const isAnyName = posix.basename(pattern).includes('.');
  const seen = new Set<string>();
  let matches = 0;
  for await (const path of pathsMatching(pattern, files)) {
    matches += 1;
    if ((await kindOf(path, files)) === 'directory') yield* filesIn(path, files, seen);
    else if (isAnyName || EXTENSION.test(path)) yield { path, named: false };
  }
  if (matches > 0) return;
  throw new UserError('no file matches this pattern', {
    place: { path: pattern },
    hint: 'quote it, so that the shell hands it on; ** stands for directories at any depth',
  });
}

async function* filesIn(directory: string, files: FileSystem, seen?: Set<string>): AsyncGenerator<FoundFile> {
  for await (const inner of directoriesUnder(directory, files, seen)) {
    for (const name of await namesIn(inner, files)) {
      if (name.startsWith('.') || !EXTENSION.test(name)) continue;
      const path = posix.join(inner, name);
      const kind = await kindOf(path, files);
      // A link that leads nowhere is taken, so that somebody hears of it.
      if (kind === 'file' || kind === undefined) yield { path, named: false };
    }
  }
}

function byPath(left: FoundFile, right: FoundFile): number {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}
