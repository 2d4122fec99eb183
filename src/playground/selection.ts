import type { ResourceRequest } from './api-request.ts';
import type { StoredObject } from './api-object.ts';
import { parseFieldSelector } from './field-selector.ts';
import { parseLabelSelector } from './label-selector.ts';

/**
 * Whether a list or watch shows an object: its namespace, `labelSelector` and `fieldSelector` together. A malformed selector throws 400 as a StatusError.
 */
export function selection(
  request: Pick<ResourceRequest, 'namespace'>,
  query: URLSearchParams,
): (object: StoredObject) => boolean {
  const byLabels = parseLabelSelector(query.get('labelSelector') ?? '');
  const byFields = parseFieldSelector(query.get('fieldSelector') ?? '');
  return (object) =>
    (request.namespace === undefined || object.metadata.namespace === request.namespace) &&
    byLabels(object.metadata.labels ?? {}) &&
    byFields.matches(object);
}

/** Whether a selector narrows the list further than its path. */
export function isNarrowed(query: URLSearchParams): boolean {
  return (query.get('labelSelector') ?? '') !== '' || (query.get('fieldSelector') ?? '') !== '';
}
