import { KubeError } from '../kube/kube-error.ts';
import type { Asking } from '../kube/kube-object.ts';
import { whoAmI } from '../kube/reviews.ts';
import type { Transport } from '../kube/transport.ts';
import { failureOf } from './failure.ts';
import type { ProofStep } from './report.ts';
import { settled } from './settled.ts';
import type { Settling } from './settled.ts';

/** Asks the API server whose token was sent. Fails where it is somebody else's, too; unknown where the server is too old to say. */
export async function proveIdentity(attempt: Asking<Transport> & Settling & { readonly subject: string }): Promise<ProofStep> {
  const { subject } = attempt;
  try {
    const user = await settled(() => whoAmI(attempt), attempt);
    if (user === undefined) {
      return step('unknown', `Kubernetes before 1.26 does not say whose token it is; it was made for ${subject}`);
    }
    if (user.username === subject) return step('pass', `the token is ${subject}`);
    return { ...step('fail', `the API server takes the token for ${user.username}, not for ${subject}`), id: 'T19' };
  } catch (error) {
    // Everybody may ask it: a proxy is in the way, which may let lists through all the same.
    if (error instanceof KubeError && error.kind === 'forbidden' && error.details.cause !== 'anonymous') {
      return step('unknown', error.message);
    }
    const { message, ...id } = failureOf(error);
    return { ...step('fail', message), ...id };
  }
}

function step(outcome: ProofStep['outcome'], message: string): ProofStep {
  return { what: 'identity', outcome, message };
}
