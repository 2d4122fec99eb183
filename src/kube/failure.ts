import type { CatalogueId } from '../findings/catalogue.ts';
import { KubeError } from './kube-error.ts';
import type { KubeErrorCause } from './kube-error.ts';

/** Why something did not come to its end, in one line. */
export interface Failure {
  readonly message: string;
  /** Absent where no row of the catalogue fits. */
  readonly id?: CatalogueId;
}

/** What an API server did not do, for a report. Throws again what is no {@link KubeError}, such as the reason of an abort. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof KubeError)) throw error;
  const id = commonFailureId(error);
  return { message: error.message, ...(id === undefined ? {} : { id }) };
}

/**
 * Whether a write that failed may have been carried out all the same: an answer was lost, or is none of an API server's, or is that of one which had
 * already handed the write on. Whoever says no has written nothing.
 */
export function mayBeWritten(error: unknown): boolean {
  if (!(error instanceof KubeError)) return false;
  const { kind, cause } = error.details;
  if (kind === 'unreachable') return cause !== 'dns' && cause !== 'refused' && cause !== 'no-route';
  return kind === 'server' || kind === 'protocol';
}

/**
 * The catalogue's row for a failure that means the same whatever was asked; undefined for refusals of this very request. A refused token has
 * many causes; which one, only the token itself can tell.
 */
export function commonFailureId({ details: { kind, cause } }: KubeError): CatalogueId | undefined {
  switch (kind) {
    case 'unauthorized':
      if (cause === 'empty-token') return 'T22';
      return cause === 'no-credentials' ? 'N11' : 'T30';
    case 'forbidden':
      return cause === 'anonymous' ? 'T22' : undefined;
    case 'not-found':
    case 'conflict':
    case 'gone':
    case 'bad-request':
      return undefined;
    case 'throttled':
      return 'G06';
    case 'server':
      return 'G07';
    case 'unreachable':
      return connectionFailureId(cause);
    case 'tls':
      return tlsFailureId(cause);
    case 'protocol':
      if (cause === 'http-on-tls-port') return 'N04';
      return cause === 'tls-on-http-port' ? 'N05' : 'N16';
    default:
      return kind satisfies never;
  }
}

function connectionFailureId(cause: KubeErrorCause | undefined): CatalogueId {
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

function tlsFailureId(cause: KubeErrorCause | undefined): CatalogueId {
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
