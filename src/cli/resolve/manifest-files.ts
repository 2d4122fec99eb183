import type { DiscoveryConfig } from '../../apisix/discovery-config/model.ts';
import { UserError } from '../../findings/user-error.ts';
import { readingFailure, readNamedFile } from '../../kube/surroundings.ts';
import type { ManifestSource } from '../../resolve/manifest-text.ts';
import { boundedText, LARGEST_TEXT } from '../bounded-text.ts';
import type { Host } from '../host.ts';

/** `ID=FILE` of `-f` taken apart; undefined for a file alone. */
export function clusterFile(argument: string): { readonly id: string; readonly path: string } | undefined {
  const [, id, path] = /^([a-z0-9]+)=(.+)$/.exec(argument) ?? [];
  return id === undefined || path === undefined ? undefined : { id, path };
}

/**
 * Which of the `-f` arguments are for which cluster: `ID=FILE` in multi-cluster mode, plain files otherwise, and where there is but one
 * cluster. Throws a {@link UserError} where a file has no cluster or a cluster no file.
 */
export function filesByCluster(
  files: readonly string[],
  { mode, clusters }: DiscoveryConfig,
): ReadonlyMap<string | undefined, readonly string[]> {
  const ids = clusters.map(({ id }) => id);
  const byId = new Map<string | undefined, string[]>(ids.map((id) => [id, []]));
  for (const file of files) {
    const ofCluster = mode === 'multi' ? clusterFile(file) : undefined;
    const list = ofCluster !== undefined ? byId.get(ofCluster.id) : ids.length === 1 ? byId.get(ids[0]) : undefined;
    if (list === undefined) throw withoutCluster(file, ofCluster?.id, ids);
    list.push(ofCluster?.path ?? file);
  }
  const empty = ids.find((id) => byId.get(id)?.length === 0);
  if (empty !== undefined) throw new UserError(`no file for the cluster ${empty}`, { hint: `add -f ${empty}=FILE` });
  return byId;
}

/** The text of each file, once; `-` is stdin. */
export async function readManifestFiles(paths: Iterable<string>, host: Host): Promise<ReadonlyMap<string, ManifestSource>> {
  const sources = new Map<string, ManifestSource>();
  for (const path of new Set(paths)) {
    const text = path === '-' ? await readStdin(host) : await readNamedFile(host, path, 'the objects of -f');
    sources.set(path, { path, text });
  }
  return sources;
}

async function readStdin(host: Host): Promise<string> {
  try {
    return boundedText(await host.readStdin({ atMost: LARGEST_TEXT + 1 }), LARGEST_TEXT);
  } catch (error) {
    host.signal.throwIfAborted();
    throw new UserError(`cannot read the objects of -f: ${readingFailure(error)}`, { place: { path: '-' }, cause: error });
  }
}

function withoutCluster(file: string, id: string | undefined, ids: readonly (string | undefined)[]): UserError {
  const message = id === undefined ? `-f ${file}: for which cluster?` : `-f ${file}: there is no cluster ${id}`;
  return new UserError(message, { hint: `write ID=FILE, with an id of the config: ${ids.join(', ')}` });
}
