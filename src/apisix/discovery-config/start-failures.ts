import type { ConfigVerdict } from '../config-verdict.ts';
import { entryOf, itemsOf, valueAt } from '../located.ts';
import type { Located } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Release } from '../release.ts';
import { pathText } from '../schema/wording.ts';
import type { Environment } from '../yaml/substitution.ts';
import type { ClusterConfig } from './model.ts';
import { resolveCredential, resolvePort, resolveService } from './references.ts';
import type { StartFailure } from './references.ts';

type JudgedKubernetes = Pick<ConfigVerdict, 'kubernetes' | 'discovery'>;

/**
 * What keeps the clusters of an accepted `discovery.kubernetes` from being reached in this environment, at the place to edit: a variable
 * of `${VAR}` that is not set or holds nothing of use. Empty where there is no such block. What no environment can mend is told by
 * {@link failuresInAnyEnvironment}.
 */
export function startFailuresOfKubernetes(
  judged: JudgedKubernetes,
  { env, release }: { readonly env: Environment; readonly release: Release },
): readonly Problem[] {
  return failuresOf(judged, { env, release }).flatMap(({ isLiteral, problem }) => (isLiteral ? [] : [problem]));
}

/** What keeps the clusters from being reached in every environment: an empty token with https. */
export function failuresInAnyEnvironment(judged: JudgedKubernetes, release: Release): readonly Problem[] {
  return failuresOf(judged, { env: () => undefined, release }).flatMap(({ isLiteral, problem }) => (isLiteral ? [problem] : []));
}

function failuresOf(
  { kubernetes, discovery }: JudgedKubernetes,
  { env, release }: { readonly env: Environment; readonly release: Release },
): readonly { readonly isLiteral: boolean; readonly problem: Problem }[] {
  const block = entryOf(discovery, 'kubernetes');
  if (kubernetes === undefined || block?.value.kind !== 'table') return [];
  const isList = kubernetes.mode === 'multi';
  const entries = isList ? itemsOf(block.value) : [block];
  return entries.flatMap((entry, index) => {
    const cluster = kubernetes.clusters[index];
    if (cluster === undefined) return [];
    const service = resolveService(cluster, env);
    const isHostBad = !service.ok && service.property === 'service.host';
    const outcomes = [service, ...(isHostBad ? [resolvePort(cluster, env)] : []), resolveCredential(cluster, { env, release })];
    return outcomes
      .filter((outcome) => !outcome.ok)
      .map((failure) => ({
        isLiteral: !valueOf(cluster, failure.property).startsWith('${'),
        problem: {
          message: `${failure.message} (${pathText('discovery.kubernetes', isList ? [index] : [])}.${failure.property})`,
          hint: failure.hint,
          position: placeOf(entry.value, failure) ?? entry.keyPosition,
          id: failure.id ?? 'E08',
        },
      }));
  });
}

/** As written, or its default. */
function valueOf({ service, client }: ClusterConfig, property: StartFailure['property']): string {
  switch (property) {
    case 'service.host':
      return service.host;
    case 'service.port':
      return service.port;
    default:
      return client.kind === 'token' ? client.token : client.path;
  }
}

/** The value; where it is a default, its parent; undefined where that is not written either. */
function placeOf(cluster: Located, { property }: StartFailure): Problem['position'] | undefined {
  const path = property.split('.');
  const [parent = ''] = path;
  return valueAt(cluster, path)?.position ?? entryOf(cluster, parent)?.keyPosition;
}
