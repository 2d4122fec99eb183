import { parseLabelSelector } from '../../kube/label-selector/label-selector.ts';
import type { StoredObject } from '../api-object.ts';
import type { ResourceRequest } from '../api-request.ts';
import { badRequest } from '../status/status.ts';
import { parseFieldSelector } from './field-selector.ts';

/**
 * Whether a list or watch shows an object: its namespace, `labelSelector` and `fieldSelector` together. A malformed selector throws 400 as a StatusError.
 */
export function selection(
  request: Pick<ResourceRequest, 'plural' | 'namespace'>,
  query: URLSearchParams,
): (object: StoredObject) => boolean {
  const byLabels = parseLabelSelector(query.get('labelSelector') ?? '');
  if (!byLabels.ok) throw badRequest(byLabels.message);
  const byFields = parseFieldSelector(query.get('fieldSelector') ?? '', request.plural);
  return (object) =>
    (request.namespace === undefined || object.metadata.namespace === request.namespace) &&
    byLabels.matches(object.metadata.labels ?? {}) &&
    byFields.matches(object);
}

/**
 * The namespace whose keys a list or a page of it reads; undefined for all of them. That `fieldSelector=metadata.namespace=X` is one only without a
 * `continue`, whose start key is then taken for one of the whole resource, is kube-apiserver's own mistake (`MatchesSingleNamespace` in
 * k8s.io/apiserver/pkg/storage/selection_predicate.go, seen with 1.36.3): page 2 is empty where X sorts before the names in it, and page 1
 * again where X sorts after them. The gateway lists so under namespace_selector.equal.
 */
export function listedNamespace(
  { plural, namespace }: Pick<ResourceRequest, 'plural' | 'namespace'>,
  query: URLSearchParams,
): string | undefined {
  if (namespace !== undefined || isContinued(query)) return namespace;
  return parseFieldSelector(query.get('fieldSelector') ?? '', plural).namespace;
}

/** Whether this is page 2 of a list or a later one. */
export function isContinued(query: URLSearchParams): boolean {
  return (query.get('continue') ?? '') !== '';
}

/** Whether a selector narrows the list further than its path. */
export function isNarrowed(query: URLSearchParams): boolean {
  return (query.get('labelSelector') ?? '') !== '' || (query.get('fieldSelector') ?? '') !== '';
}
