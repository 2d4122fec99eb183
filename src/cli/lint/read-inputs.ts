import type { FileSystem } from '../../lint/input/file-system.ts';
import { findFiles } from '../../lint/input/find-files.ts';
import type { FoundFile } from '../../lint/input/find-files.ts';
import type { FilesRead } from '../../lint/input/read-files.ts';
import { readFiles } from '../../lint/input/read-files.ts';
import type { Host } from '../host.ts';
import type { LintFlags } from './flags.ts';
import type { Project } from './project.ts';

/**
 * Everything that the words of the command line mean, read as text. Of a directory, what `exclude` says is left out, and lint's `own`
 * files: settings and baseline. Throws a UserError for what was named and is not there.
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
  if (!paths.includes('-')) return read;
  const stdin = await readFiles([{ path: stdinFilename, named: true }], { files: { ...files, ...stdinAsFile(host) } });
  host.signal.throwIfAborted();
  return { files: [...read.files, ...stdin.files], problems: [...read.problems, ...stdin.problems] };
}

/** Standard input, whatever the path: so it has the limits and the encoding of files. */
function stdinAsFile({ readStdin }: Host): Pick<FileSystem, 'stat' | 'read'> {
  return {
    stat: () => Promise.resolve({ kind: 'other', size: 0 }),
    read: (_path, options = { atMost: Infinity }) => readStdin(options),
  };
}
