import { UserError } from '../../findings/user-error.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import type { LintFile } from '../../lint/document.ts';
import { findFiles } from '../../lint/input/find-files.ts';
import type { FoundFile } from '../../lint/input/find-files.ts';
import type { FilesRead } from '../../lint/input/read-files.ts';
import { readFiles } from '../../lint/input/read-files.ts';
import type { Host } from '../host.ts';
import type { LintFlags } from './flags.ts';
import type { Project } from './project.ts';

/**
 * Everything that the words of the command line mean, read as text. Of a directory, what `exclude` says is left out, and lint's `own`
 * files: settings and baseline. Throws a
 * {@link UserError} for what was named and is not there, and for standard input that cannot be read.
 */
export async function readInputs(
  { paths, stdinFilename = '-' }: LintFlags,
  { host, exclude, own }: Pick<Project, 'exclude' | 'own'> & { readonly host: Host },
): Promise<FilesRead> {
  const { files } = host;
  const found = await findFiles(
    paths.filter((path) => path !== '-'),
    files,
  );
  const realPathOf = (path: string): Promise<string> => files.realPath(path).catch(() => path);
  const ownPaths = new Set(await Promise.all(own.map(realPathOf)));
  const wanted: FoundFile[] = [];
  for (const file of found) {
    const { path, named } = file;
    if (named || !(exclude(path) || ownPaths.has(await realPathOf(path)))) wanted.push(file);
  }
  const read = await readFiles(wanted, { files });
  return paths.includes('-') ? { ...read, files: [...read.files, await readStdin(stdinFilename, host)] } : read;
}

async function readStdin(path: string, host: Host): Promise<LintFile> {
  try {
    const text = await host.readStdin();
    return { path, text: text.replace(/^\uFEFF/, ''), named: true };
  } catch (error) {
    host.signal.throwIfAborted();
    throw new UserError(`cannot read standard input: ${readingFailure(error)}`, { place: { path: '-' }, cause: error });
  }
}
