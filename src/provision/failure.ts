import { failureId } from '../discovery/failure.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import { KubeError } from '../kube/kube-error.ts';

/** Why something did not come to its end, in one line. */
export interface Failure {
  readonly message: string;
  readonly id?: CatalogueId;
}

/** What stopped a set-up or a teardown. Throws again what is no answer of an API server, such as the reason of an abort. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof KubeError)) throw error;
  const { message, kind, details } = error;
  switch (kind) {
    case 'forbidden':
      return details.cause === 'anonymous' ? { message, id: 'T22' } : { message };
    // What these mean for an object is not what they mean for a list.
    case 'not-found':
    case 'conflict':
    case 'gone':
    case 'bad-request':
      return { message };
    default:
      return { message, id: failureId(error, { resource: 'endpoints', labelSelector: undefined }) };
  }
}
