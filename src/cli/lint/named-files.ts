import type { Release } from '../../apisix/release.ts';
import type { FileSystem } from '../../lint/input/file-system.ts';
import type { Judgements } from '../../lint/judgements.ts';
import type { NamedFile, RunFacts } from '../../lint/run-facts.ts';
import { isAbsent } from '../../kube/surroundings.ts';

/** No token is longer; what is behind does not matter. In bytes. */
const LONGEST_TOKEN = 64 * 1024;

/** Reads the token files that the configs of a run name, each once, for `--check-files`. Paths are looked up on this machine. */
export async function readNamedFiles(
  judgements: ReadonlyMap<Release, Judgements>,
  files: FileSystem,
): Promise<NonNullable<RunFacts['namedFile']>> {
  const clusters = [...judgements.values()].flatMap(({ configs }) =>
    configs.flatMap(({ verdict }) => verdict.kubernetes?.clusters ?? []),
  );
  const paths = new Set(clusters.flatMap(({ client }) => (client.kind === 'token-file' ? [client.path] : [])));
  const read = new Map<string, NamedFile>();
  for (const path of paths) read.set(path, await readNamed(path, files));
  return (path) => read.get(path) ?? { kind: 'missing' };
}

async function readNamed(path: string, files: FileSystem): Promise<NamedFile> {
  try {
    return { kind: 'read', text: new TextDecoder().decode(await files.read(path, { atMost: LONGEST_TOKEN })) };
  } catch (error) {
    return { kind: isAbsent(error) ? 'missing' : 'unreadable' };
  }
}
