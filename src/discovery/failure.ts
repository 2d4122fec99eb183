import type { Resource } from '../apisix/view.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import { commonFailureId } from '../kube/failure.ts';
import type { KubeError } from '../kube/kube-error.ts';

/** The request that failed, as far as the row of the catalogue depends on it. */
export interface FailedList {
  readonly resource: Resource;
  readonly labelSelector: string | undefined;
}

/** The catalogue's row for a list or a watch that failed. */
export function failureId(error: KubeError, list: FailedList): CatalogueId {
  return commonFailureId(error) ?? refusalId(error, list);
}

function refusalId({ kind }: KubeError, { resource, labelSelector }: FailedList): CatalogueId {
  switch (kind) {
    case 'forbidden':
      return 'R01';
    case 'not-found':
      return resource === 'endpointslices' ? 'G27' : 'N10';
    case 'gone':
      return 'G04';
    case 'bad-request':
      return labelSelector ? 'C17' : 'N16';
    // No list is answered with 409.
    default:
      return 'N16';
  }
}
