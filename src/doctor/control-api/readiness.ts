import { KubeError } from '../../kube/kube-error.ts';
import { ask, describeAnswer, jsonOf, wordsOf } from './ask.ts';
import type { ControlApi } from './control-api.ts';

/** What a gateway says of its being ready (init.lua `status_ready`, 3.15.0 with discovery). */
export type Readiness =
  | { readonly kind: 'ready' }
  /** `words`, such as `kubernetes discovery not ready`. */
  | { readonly kind: 'not-ready'; readonly words: string }
  /** Something else answers; `why` is a sentence without a full stop. */
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'nothing'; readonly error: KubeError };

/** Asks the port for probes, which may be off, elsewhere, or not forwarded. */
export async function readReadiness({ statusUrl, signal }: ControlApi): Promise<Readiness> {
  try {
    const answer = await ask({ url: statusUrl, signal }, '/status/ready');
    const document = jsonOf(answer);
    const status = typeof document === 'object' && document !== null && 'status' in document ? document.status : undefined;
    if (answer.status === 200 && status === 'ok') return { kind: 'ready' };
    const words = wordsOf(document);
    if (answer.status === 503 && status === 'error' && words !== undefined) return { kind: 'not-ready', words };
    return { kind: 'unknown', why: `${statusUrl.origin} answers ${describeAnswer(answer)} to /status/ready` };
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    return { kind: 'nothing', error };
  }
}
