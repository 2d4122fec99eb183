import type { CatalogueId } from '../../findings/catalogue.ts';
import { commonFailureId } from '../../kube/failure.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { mayI, whoAmI } from '../../kube/reviews.ts';
import { fail, pass } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { unsaid } from './unsaid.ts';

/** What to do, where the failure itself does not say it. */
const HINTS: Readonly<Partial<Record<CatalogueId, string>>> = {
  T22: '. Give a token by --token-file FILE, or a kubeconfig',
  T30: '. Have they expired, or are they of another cluster?',
};

/** What an API server makes of credentials that are not a gateway's, and may be of a kind that no gateway has. Rejects with a {@link KubeError}. */
export async function answerToPerson(cluster: ExaminedCluster): Promise<Answer> {
  const { credentials } = cluster.connection;
  try {
    const user = await whoAmI(cluster);
    // Whoever does not know that question may not have looked at the credentials.
    if (user === undefined) await mayI({ verb: 'list', group: '', resource: 'endpoints' }, cluster);
    const title = user === undefined ? undefined : `The API server knows ${user.username}`;
    const evidence = [
      ...(user === undefined ? ['It does not say who is asking: Kubernetes does from 1.28 on'] : []),
      ...(credentials.method === 'token'
        ? []
        : [`It was asked with ${credentials.description}, and a gateway has nothing but a token`]),
    ];
    return pass({ title, evidence });
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    const { kind, cause } = error.details;
    if (kind === 'not-found') return unsaid(error.message);
    const isRefused = kind === 'unauthorized' || cause === 'anonymous';
    const id = isRefused ? commonFailureId(error) : undefined;
    if (id === undefined) throw error;
    return fail({ id, message: `${error.message}${HINTS[id] ?? ''}` });
  }
}
