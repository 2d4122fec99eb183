import type { FileSystem } from '../../lint/input/file-system.ts';
import { findFiles } from '../../lint/input/find-files.ts';
import type { FoundFile } from '../../lint/input/find-files.ts';
import type { FilesRead } from '../../lint/input/read-files.ts';
import { readFiles } from '../../lint/input/read-files.ts';
import { printable } from '../../terminal/page.ts';
import type { Host } from '../host.ts';
import type { LintFlags } from './flags.ts';
import type { Project } from './project.ts';

/**
 * Everything that the words of the command line mean, read as text, without what `exclude` says; of a directory, lint's `own` files,
 * settings and baseline, are left out too. Files that were named and are left out are told on stderr, and so is a run that has none
 * left. Throws a UserError for what was named and is not there.
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
    // Hooks of git hand on names of files, whatever they are.
    if (exclude(path)) {
      if (named) say(`${path}: left out by exclude in the settings`, host);
    } else if (named || !ownPaths.has(await realPathOf(path))) wanted.push(file);
  }
  if (wanted.length === 0 && !paths.includes('-')) say('nothing to lint: exclude in the settings leaves no file', host);
  const read = await readFiles(wanted, { files });
  if (!paths.includes('-')) return read;
  const stdin = await readFiles([{ path: stdinFilename, named: true }], { files: { ...files, ...stdinAsFile(host) } });
  host.signal.throwIfAborted();
  return { files: [...read.files, ...stdin.files], problems: [...read.problems, ...stdin.problems] };
}

function say(text: string, { stderr }: Host): void {
  stderr.stream.write(`${printable(text)}\n`);
}

/** Standard input, whatever the path: so it has the limits and the encoding of files. */
function stdinAsFile({ readStdin }: Host): Pick<FileSystem, 'stat' | 'read'> {
  return {
    stat: () => Promise.resolve({ kind: 'other', size: 0 }),
    read: (_path, options = { atMost: Infinity }) => readStdin(options),
  };
}
