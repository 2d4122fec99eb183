import { resolveReference } from '../../apisix/discovery-config/references.ts';
import type { Release } from '../../apisix/release.ts';
import type { Environment } from '../../apisix/yaml/substitution.ts';
import type { FileSystem } from '../../lint/input/file-system.ts';
import type { Judgements } from '../../lint/judgements.ts';
import type { NamedFile, RunFacts } from '../../lint/run-facts.ts';
import { isAbsent } from '../../kube/surroundings.ts';

/** No token is longer; what is behind does not matter. In bytes. */
const LONGEST_TOKEN = 64 * 1024;

/** Reads the token files that the configs of a run name, each once, for `--check-files`. Paths are looked up on this machine. */
export async function readNamedFiles(
  judgements: ReadonlyMap<Release, Judgements>,
  { files, env }: { readonly files: FileSystem; readonly env: Environment },
): Promise<NonNullable<RunFacts['namedFile']>> {
  const clusters = [...judgements.values()].flatMap(({ configs }) =>
    configs.flatMap(({ verdict }) => verdict.kubernetes?.clusters ?? []),
  );
  const paths = new Set(clusters.flatMap(({ client }) => (client.kind === 'token-file' ? pathOf(client.path, env) : [])));
  const read = new Map<string, NamedFile>();
  for (const path of paths) read.set(path, await readNamed(path, files));
  return (path) => read.get(path) ?? { kind: 'missing' };
}

/** None where a variable is not set. */
function pathOf(written: string, env: Environment): readonly string[] {
  const path = resolveReference(written, env);
  return path.ok ? [path.value] : [];
}

async function readNamed(path: string, files: FileSystem): Promise<NamedFile> {
  try {
    // A pipe without a writer is waited for without end.
    if ((await files.stat(path)).kind === 'other') return { kind: 'unreadable' };
    return {
      kind: 'read',
      text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await files.read(path, { atMost: LONGEST_TOKEN })),
    };
  } catch (error) {
    return { kind: isAbsent(error) ? 'missing' : 'unreadable' };
  }
}
