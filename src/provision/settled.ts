import { KubeError } from '../kube/kube-error.ts';
import type { Clock } from '../time/clock.ts';

/** Until when a refusal is asked again. */
export interface Settling {
  readonly clock: Clock;
  /** In milliseconds since 1970. */
  readonly until: number;
  readonly signal: AbortSignal;
}

const PAUSE_MS = 200;

/**
 * Asks until the API server no longer refuses the token or the right, or time is up: its authorizer hears of a new binding a moment later, and
 * one of several API servers of a new Secret. Then rejects with the last {@link KubeError}; with any other at once.
 */
export async function settled<T>(ask: () => Promise<T>, { clock, until, signal }: Settling): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const isRefusal = error instanceof KubeError && (error.kind === 'unauthorized' || error.kind === 'forbidden');
      if (!isRefusal || clock.now() >= until) throw error;
      await clock.sleep(PAUSE_MS, signal);
    }
  }
}
