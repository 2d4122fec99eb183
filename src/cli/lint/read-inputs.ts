import { UserError } from '../../findings/user-error.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import type { LintFile } from '../../lint/document.ts';
import { findFiles } from '../../lint/input/find-files.ts';
import type { FilesRead } from '../../lint/input/read-files.ts';
import { readFiles } from '../../lint/input/read-files.ts';
import type { Host } from '../host.ts';
import type { LintFlags } from './flags.ts';

/**
 * Everything that the words of the command line mean, read as text. `exclude` says what of a directory is left out. Throws a
 * {@link UserError} for what was named and cannot be read.
 */
export async function readInputs(
  { paths, stdinFilename = '-' }: LintFlags,
  { host, exclude }: { readonly host: Host; readonly exclude: (path: string) => boolean },
): Promise<FilesRead> {
  const found = await findFiles(
    paths.filter((path) => path !== '-'),
    host.files,
  );
  const read = await readFiles(
    found.filter(({ path, named }) => named || !exclude(path)),
    { files: host.files },
  );
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
