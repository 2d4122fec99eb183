import type { Finding } from '../findings/finding.ts';
import { durationText } from '../findings/time-text.ts';
import { failureOf } from '../kube/failure.ts';
import type { Failure } from '../kube/failure.ts';
import { createTransport } from '../kube/http-transport.ts';
import { subjectOf } from '../token/account.ts';
import { SHORTEST_SECONDS } from '../token/lifetime.ts';
import { obtainToken } from './obtain-token.ts';
import type { Obtained } from './obtain-token.ts';
import { isWritten } from './plan-object.ts';
import type { ClearPlan, SetupOptions } from './plan-setup.ts';
import { prove } from './prove.ts';
import type { Proof, Trial } from './prove.ts';
import type { ClusterSetup, ProofStep, TokenResult } from './report.ts';
import { leftSecrets, newerSecrets } from './rotation.ts';
import type { LeftSecretsOptions } from './rotation.ts';
import { writeObjects } from './write-objects.ts';

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
  const { connection, signal, force, onStep, onWritten } = options;
  const { flags: address = [] } = connection;
  const transport = createTransport(connection);
  const asking = { transport, signal };
  let { report } = plan;
  const stopped = (error: Failure): SetupOutcome => ({ report: { ...report, error }, token: undefined });
  try {
    const written = await writeObjects(plan.objects, { ...asking, force, onStep, onWritten });
    report = { ...report, objects: written.objects };
    if (written.failure !== undefined) return stopped(written.failure);
    onStep('waiting for the token');
    const obtained = await obtainToken(plan.wish, { ...options, ...asking, address });
    if (obtained.kind === 'failed') return stopped(obtained.failure);
    onStep('trying the token');
    const { steps, findings } = await triedOut(obtained, plan, options);
    report = { ...report, proof: steps, findings };
    // A token that does not do is told first, and alone.
    const isGood = steps.every(({ outcome }) => outcome !== 'fail');
    if (isGood) report = { ...report, findings: [...findings, ...(await secretsLeftBy(plan, { ...asking, address }))] };
    if (obtained.kind !== 'token') return { report, token: undefined };
    report = { ...report, token: resultOf(obtained, plan), findings: [...obtained.findings, ...report.findings] };
    return { report, token: obtained.token };
  } catch (error) {
    return stopped(failureOf(error));
  } finally {
    transport.close();
  }
}

async function triedOut(
  obtained: Exclude<Obtained, { readonly kind: 'failed' }>,
  plan: ClearPlan,
  options: SetupOptions,
): Promise<Proof> {
  if (obtained.kind === 'none') return untried(plan);
  // That its Secret is marked says why API servers refuse a token; trying it would add that they do.
  const isRefused = obtained.kind === 'token' && obtained.findings.some(({ severity }) => severity === 'error');
  if (isRefused) return { steps: [], findings: [] };
  const proof = await prove(trialOf(obtained.token, plan, options));
  return obtained.kind === 'trial' ? { ...proof, steps: proof.steps.map((step) => ofTrial(step, plan)) } : proof;
}

/** There is no token to be proven where the pod has its own: only that the account is as it is needed. */
function ofTrial(step: ProofStep, { wish }: ClearPlan): ProofStep {
  if (step.what !== 'identity' || step.outcome !== 'pass') return step;
  const life = durationText(SHORTEST_SECONDS * 1000);
  return { ...step, message: `tried as ${subjectOf(wish)} with a token of ${life}, which is not kept` };
}

/** Of a gateway that keeps its Secret nothing changes, but it should be that of the last rotation. */
async function secretsLeftBy(
  { wish, replaces }: ClearPlan,
  asking: Omit<LeftSecretsOptions, 'replaced'>,
): Promise<readonly Finding[]> {
  if (wish.token === 'secret' && replaces === undefined) return newerSecrets(wish, asking);
  return leftSecrets(wish, { ...asking, replaced: replaces ?? wish.tokenSecret });
}

/** How long the token took tells nothing where its Secret was there before. */
function resultOf({ result }: Obtained & { readonly kind: 'token' }, { objects }: ClearPlan): TokenResult {
  const secret = objects.find(({ object }) => object.kind === 'Secret');
  const isNew = secret?.result.state === 'created' || secret?.result.state === 'recreated';
  return isNew ? result : { ...result, waitedMs: null };
}

function trialOf(token: string, { wish, objects }: ClearPlan, options: SetupOptions): Trial {
  const { connection, clock, signal, waitMs } = options;
  const settlingMs = objects.some(isWritten) ? Math.min(waitMs, SETTLING_MS) : 0;
  return {
    token,
    origin: wish.token === 'secret' ? `Secret ${wish.namespace}/${wish.tokenSecret}` : 'TokenRequest',
    account: wish,
    resources: wish.resources,
    connection,
    clock,
    until: clock.now() + settlingMs,
    signal,
  };
}

function untried({ wish }: ClearPlan): Proof {
  const message = `not tried: you may not create a token of ${subjectOf(wish)}`;
  return { steps: [{ what: 'identity', outcome: 'unknown', message }], findings: [] };
}
