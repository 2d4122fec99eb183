import { createTransport } from '../kube/http-transport.ts';
import { subjectOf } from '../token/account.ts';
import { failureOf } from './failure.ts';
import { obtainToken } from './obtain-token.ts';
import type { ClearPlan, SetupOptions } from './plan-setup.ts';
import { prove } from './prove.ts';
import type { ClusterSetup, ProofStep } from './report.ts';
import { isWritten, writeObjects } from './write-objects.ts';

/** What a set-up came to. */
export interface SetupOutcome {
  /** Holds no secret. */
  readonly report: ClusterSetup;
  /** A secret; undefined where none was wished, or none could be had. */
  readonly token: string | undefined;
}

/** An authorizer hears of a new binding within a second; after so long a refusal is believed. */
const SETTLING_MS = 10_000;

/**
 * Carries out a plan in one cluster: writes what differs, waits for the token, and does with it what the gateway will do. Goes as far as it
 * can and says how far; running it again goes on from there. Rejects only with the reason of the signal.
 */
export async function applySetup(plan: ClearPlan, options: SetupOptions): Promise<SetupOutcome> {
  const { connection, signal, force, onStep } = options;
  const transport = createTransport(connection);
  const asking = { transport, signal };
  let report = plan.report;
  try {
    const { objects, failure } = await writeObjects(plan.objects, { ...asking, force, onStep });
    report = { ...report, objects };
    if (failure !== undefined) return { report: { ...report, error: failure }, token: undefined };
    onStep('waiting for the token');
    const obtained = await obtainToken(plan.wish, { ...options, ...asking });
    if (obtained.kind === 'failed') return { report: { ...report, error: obtained.failure }, token: undefined };
    if (obtained.kind === 'token') {
      const wasThere = plan.objects.some((object) => object.object.kind === 'Secret' && !isWritten(object));
      const token = { ...obtained.result, ...(wasThere ? { waitedMs: null } : {}) };
      report = { ...report, token, findings: [...report.findings, ...obtained.findings] };
    }
    onStep('trying the token');
    const proof = obtained.kind === 'none' ? [untried(plan)] : await proofOf(obtained.token, plan, options);
    return { report: { ...report, proof }, token: obtained.kind === 'token' ? obtained.token : undefined };
  } catch (error) {
    return { report: { ...report, error: failureOf(error) }, token: undefined };
  } finally {
    transport.close();
  }
}

async function proofOf(token: string, { wish }: ClearPlan, options: SetupOptions): Promise<readonly ProofStep[]> {
  const { connection, clock, signal, waitMs } = options;
  return prove({
    token,
    origin: wish.token === 'secret' ? `Secret ${wish.namespace}/${wish.tokenSecret}` : 'TokenRequest',
    subject: subjectOf(wish),
    resources: wish.resources,
    connection,
    clock,
    until: clock.now() + Math.min(waitMs, SETTLING_MS),
    signal,
  });
}

function untried({ wish }: ClearPlan): ProofStep {
  const message = `not tried: you may not create a token of ${subjectOf(wish)}`;
  return { what: 'identity', outcome: 'unknown', message };
}
