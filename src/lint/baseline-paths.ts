import { dirname, relative, resolve, sep } from 'node:path';
import type { FileSystem } from './input/file-system.ts';

/** How a baseline names a file: from its own folder on, with `/`, so that neither the working directory nor the way to a file matters. */
export type BaselinePath = (path: string) => string;

/** Looks files up for {@link BaselinePath}. What is nowhere, such as standard input, is taken to be in the working directory. */
export async function baselinePaths(
  paths: Iterable<string>,
  { baseline, files }: { readonly baseline: string; readonly files: FileSystem },
): Promise<BaselinePath> {
  const here = await files.realPath('.');
  const realPathOf = (path: string): Promise<string> => files.realPath(path).catch(() => resolve(here, path));
  const folder = await realPathOf(dirname(baseline));
  const known = new Map<string, string>();
  for (const path of new Set(paths)) known.set(path, relative(folder, await realPathOf(path)).replaceAll(sep, '/'));
  return (path) => known.get(path) ?? path;
}
