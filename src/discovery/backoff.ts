/** The first pause. client-go's reflector starts at 0.8 s too. */
const BASE_MS = 800;
/** The longest pause. The gateway always waits 40 s; a person watching should not. */
const CAP_MS = 30_000;

export interface BackoffOptions {
  /** How many attempts have failed in a row, from 1. */
  readonly attempt: number;
  /** What the server asked for, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** A number from 0 up to 1. */
  readonly random: number;
}

/**
 * How long to wait before the next attempt, in milliseconds: doubling from 0.8 s up to 30 s, spread over the upper half of that range so
 * that many clients do not return at once; never less than the server's Retry-After.
 */
export function backoffDelay({ attempt, retryAfterMs, random }: BackoffOptions): number {
  const full = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt - 1, 10));
  const spread = full / 2 + (full / 2) * random;
  return Math.max(spread, retryAfterMs ?? 0);
}
