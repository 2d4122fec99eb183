import type { Release } from '../../apisix/release.ts';
import type { Judgements } from '../../lint/judgements.ts';
import { manifestAnswers } from '../../lint/manifest-answers.ts';
import type { ManifestAnswers } from '../../lint/run-facts.ts';
import type { Host } from '../host.ts';
import { clusterFile, readManifestFiles } from '../resolve/manifest-files.ts';

/** Answers from the files of `-f`, each `FILE`, `-` or `ID=FILE`. Rejects with a UserError where one cannot be read. */
export async function readManifestAnswers(
  files: readonly string[],
  { judgements, host }: { readonly judgements: ReadonlyMap<Release, Judgements>; readonly host: Host },
): Promise<ManifestAnswers> {
  const named = files.map((file) => clusterFile(file) ?? { id: undefined, path: file });
  const sources = await readManifestFiles(
    named.map(({ path }) => path),
    host,
  );
  const given = named.flatMap(({ id, path }) => {
    const source = sources.get(path);
    return source === undefined ? [] : [{ id, source }];
  });
  return manifestAnswers(given, judgements);
}
