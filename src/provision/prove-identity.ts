import { whereAllowed } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { failureOf } from '../kube/failure.ts';
import { whoAmI } from '../kube/reviews.ts';
import type { Transport } from '../kube/transport.ts';
import type { ProofStep } from './report.ts';
import { settled } from './settled.ts';
import type { Settling } from './settled.ts';

export interface IdentityAttempt extends Asking<Transport>, Settling {
  /** Who is to be seen. */
  readonly subject: string;
  /** Whether the connection has no credentials of its own, so that something before the API server may add some. */
  readonly isBare: boolean;
}

/**
 * Asks the API server whose token was sent. Fails where it is somebody else's, too. Unknown where nobody says: every authenticated user may
 * ask, so a refusal comes from a proxy, or from RBAC of a server that is too old to know the question.
 */
export async function proveIdentity(attempt: IdentityAttempt): Promise<ProofStep> {
  const { subject, isBare, transport } = attempt;
  try {
    const user = await settled(() => whereAllowed(whoAmI(attempt)), attempt);
    if (user === undefined) {
      const fact = `${transport.server} does not say whose token it is (Kubernetes does from 1.28 on)`;
      return step('unknown', `${fact}; it was made for ${subject}`);
    }
    if (user.username === subject) return step('pass', `the token is ${subject}`);
    if (isBare) {
      // An API server looks at a client certificate before it looks at a token.
      return step('unknown', `not tried: ${transport.server} adds the credentials of ${user.username}, as kubectl proxy does`);
    }
    return { ...step('fail', `the API server takes the token for ${user.username}, not for ${subject}`), id: 'T19' };
  } catch (error) {
    const { message, ...id } = failureOf(error);
    return { ...step('fail', message), ...id };
  }
}

function step(outcome: ProofStep['outcome'], message: string): ProofStep {
  return { what: 'identity', outcome, message };
}
