import type { NamespaceSelector } from '../../../apisix/discovery-config/model.ts';
import { selectsNamespace } from '../../../apisix/selectors.ts';
import { fetchPage } from '../../../discovery/list.ts';
import { resourceObjects } from '../../../discovery/request.ts';
import type { ListWatchTarget } from '../../../discovery/request.ts';
import { closest } from '../../../findings/closest.ts';
import { someOf } from '../../../findings/some-of.ts';
import { field, list, text } from '../../../resolve/json-fields.ts';
import { fail, pass, unknown, warn } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import { configPlace } from '../../config-place.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import type { Listed } from '../../facts/listing.ts';
import { readNamespaces } from '../../facts/namespaces.ts';

/** Why namespace_selector leaves nothing of the cluster. */
export async function unmatchedNamespaces(cluster: ExaminedCluster, { survey, target }: Listed): Promise<Answer> {
  const selector = cluster.settings.namespaceSelector;
  const known = await cluster.once(readNamespaces);
  // Where nobody may list them, those of the listed objects are all that is known of.
  const namespaces = known === 'unknown' ? [...survey.namespaces] : known;
  const selected = namespaces.filter(selectsNamespace(selector));
  if (selected.length > 0) return pass({ evidence: [`They select ${someOf(selected)}, where nothing is to be listed yet`] });
  const scope = known === 'unknown' ? `with ${resourceObjects(survey.resource)}` : 'of the cluster';
  const evidence = namespaces.length === 0 ? [] : [`Namespaces ${scope}: ${someOf(namespaces)}`];
  switch (selector?.kind) {
    case undefined:
    case 'not-equal':
      return pass({ evidence: ['There is nothing to select yet'] });
    case 'not-match': {
      const message = `namespace_selector.not_match leaves out each namespace ${scope}: ${selector.patterns.join(', ')}. Take out what matches too much.`;
      return fail({ id: 'S16', message }, { evidence, place: configPlace(cluster) });
    }
    case 'equal':
    case 'match': {
      if (known === 'unknown' && namespaces.length === 0) return guessed(selector, { cluster, target });
      const message = unmatchedText(selector, scope);
      return fail({ id: 'C15', message }, { evidence, mend: mended(selector, namespaces), place: configPlace(cluster) });
    }
    default:
      return selector satisfies never;
  }
}

/** Where nobody may list the namespaces, those of what is listed without the selectors tell whether it is these that leave nothing. */
async function guessed(
  selector: Choosing,
  { cluster, target }: { readonly cluster: ExaminedCluster; readonly target: ListWatchTarget },
): Promise<Answer> {
  const { transport, signal } = cluster;
  const unfiltered = { resource: target.resource, labelSelector: undefined, fieldSelector: undefined };
  const { page } = await fetchPage({ transport, target: unfiltered, continueToken: undefined, signal });
  const namespaces = [...new Set(list(page.items).flatMap((item) => text(field(item, 'metadata', 'namespace')) ?? []))];
  const unsaid = 'Nobody may say which namespaces there are';
  if (namespaces.length === 0) return unknown(unsaid);
  const objects = resourceObjects(target.resource);
  const written = selector.kind === 'equal' ? `equal ${selector.namespace}` : `match ${selector.patterns.join(', ')}`;
  const message = `namespace_selector.${written} leaves nothing, and other namespaces have ${objects}. Is there such a namespace?`;
  const evidence = [`Namespaces with ${objects}: ${someOf(namespaces)}`, unsaid];
  return warn({ id: 'C15', message }, { evidence, mend: mended(selector, namespaces), place: configPlace(cluster) });
}

/** Patterns of `match` that match no namespace there is, while others do. None where nobody may list the namespaces. */
export async function idlePatterns(cluster: ExaminedCluster, { survey }: Listed): Promise<readonly Answer[]> {
  const selector = cluster.settings.namespaceSelector;
  if (selector?.kind !== 'match') return [];
  const idle = selector.patterns.filter((pattern) => ![...survey.namespaces].some(selectedBy(pattern)));
  const namespaces = idle.length === 0 ? 'unknown' : await cluster.once(readNamespaces);
  if (namespaces === 'unknown') return [];
  return idle
    .filter((pattern) => !namespaces.some(selectedBy(pattern)))
    .map((pattern) =>
      warn(
        {
          id: 'C15',
          message: `The pattern ${pattern} of namespace_selector matches the whole name of no namespace of the cluster.`,
        },
        {
          title: `The pattern ${pattern} selects nothing`,
          mend: mended({ kind: 'match', patterns: [pattern] }, namespaces),
          place: configPlace(cluster),
        },
      ),
    );
}

type Choosing = Extract<NamespaceSelector, { kind: 'equal' | 'match' }>;

/** `scope`: which namespaces are known of, `of the cluster`. */
function unmatchedText(selector: Choosing, scope: string): string {
  if (selector.kind === 'equal') return `namespace_selector.equal names ${selector.namespace}, and there is no such namespace.`;
  return `namespace_selector.match ${selector.patterns.join(', ')} matches no namespace ${scope}: a pattern has to match the whole name.`;
}

/** The selector with the namespaces that were probably meant. */
function mended(selector: Choosing, namespaces: readonly string[]): string | undefined {
  if (selector.kind === 'equal') {
    const meant = closest(selector.namespace, namespaces);
    return meant === undefined ? undefined : `namespace_selector: {equal: ${meant}}`;
  }
  const patterns = selector.patterns.map((pattern) => widened(pattern, namespaces));
  if (patterns.includes(undefined)) return undefined;
  return `namespace_selector: {match: ${JSON.stringify(patterns)}}`;
}

/** The pattern with the rest of the name before, behind or around it, whichever matches a namespace; or the namespace that is called much alike. */
function widened(pattern: string, namespaces: readonly string[]): string | undefined {
  const bare = pattern.replace(/^\^/, '').replace(/\$$/, '');
  const candidates = [pattern, `${bare}.*`, `.*${bare}`, `.*${bare}.*`];
  return candidates.find((candidate) => namespaces.some(selectedBy(candidate))) ?? closest(pattern, namespaces);
}

function selectedBy(pattern: string): (namespace: string) => boolean {
  return selectsNamespace({ kind: 'match', patterns: [pattern] });
}
