import type { Resource } from '../apisix/view.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import type { KubeError } from '../kube/kube-error.ts';

/** The request that failed, as far as the row of the catalogue depends on it. */
export interface FailedList {
  readonly resource: Resource;
  readonly labelSelector: string | undefined;
}

/** The catalogue's row for a list that failed. A refused token has many causes; which one, only the token itself can tell. */
export function failureId({ details }: KubeError, { resource, labelSelector }: FailedList): CatalogueId {
  switch (details.kind) {
    case 'unauthorized':
      if (details.cause === 'empty-token') return 'T22';
      return details.cause === 'no-credentials' ? 'N11' : 'T30';
    case 'forbidden':
      return details.cause === 'anonymous' ? 'T22' : 'R01';
    case 'not-found':
      return resource === 'endpointslices' ? 'G27' : 'N10';
    case 'gone':
      return 'G04';
    case 'throttled':
      return 'G06';
    // No list is answered with 409.
    case 'conflict':
      return 'N16';
    case 'bad-request':
      return labelSelector ? 'C17' : 'N16';
    case 'server':
      return 'G07';
    case 'unreachable':
      return connectionFailureId(details.cause);
    case 'tls':
      return tlsFailureId(details.cause);
    case 'protocol':
      if (details.cause === 'http-on-tls-port') return 'N04';
      return details.cause === 'tls-on-http-port' ? 'N05' : 'N16';
    default:
      return details.kind satisfies never;
  }
}

function connectionFailureId(cause: KubeError['details']['cause']): CatalogueId {
  switch (cause) {
    case 'refused':
      return 'N01';
    case 'dns':
      return 'N03';
    case 'reset':
      return 'N18';
    default:
      return 'N02';
  }
}

function tlsFailureId(cause: KubeError['details']['cause']): CatalogueId {
  switch (cause) {
    case 'unknown-ca':
      return 'N06';
    case 'name-mismatch':
      return 'N07';
    case 'expired':
    case 'not-yet-valid':
      return 'N08';
    case 'tls-on-http-port':
      return 'N05';
    default:
      return 'N19';
  }
}
