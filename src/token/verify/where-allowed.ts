import { KubeError } from '../../kube/kube-error.ts';

/** An answer of an API server; undefined for what one may not ask, and for what this server, or a proxy before it, does not have. */
export async function whereAllowed<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof KubeError && (error.kind === 'forbidden' || error.kind === 'not-found')) return undefined;
    throw error;
  }
}
