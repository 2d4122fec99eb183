import type { Asking } from '../kube/ask.ts';
import type { Clock } from '../time/clock.ts';
import { readSecretToken } from '../token/secret-token.ts';
import type { FilledSecret, SecretName, SecretReading } from '../token/secret-token.ts';

export interface Patience {
  readonly clock: Clock;
  /** In milliseconds. */
  readonly waitMs: number;
}

/** What became of waiting; `waitedMs` is 0 where the token was there at once. */
export type AwaitedToken =
  | { readonly kind: 'filled'; readonly secret: FilledSecret; readonly waitedMs: number }
  /** The reading that shows that no token will ever appear, or the last one when time was up. */
  | { readonly kind: 'unfilled'; readonly reading: Exclude<SecretReading, FilledSecret> };

/** The token controller needs some 24 ms on an idle cluster; one that is busy is not asked more than once a second. */
const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 1000;

/** Reads a token Secret until it holds its token, which its creation never answers. Rejects with a {@link KubeError}. */
export async function awaitToken(name: SecretName, { clock, waitMs, ...asking }: Asking & Patience): Promise<AwaitedToken> {
  const start = clock.now();
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(2 * delay, LONGEST_DELAY_MS)) {
    const reading = await readSecretToken(name, asking);
    const waitedMs = clock.now() - start;
    if (reading.kind === 'filled') return { kind: 'filled', secret: reading, waitedMs };
    if (reading.kind !== 'waiting' || waitedMs >= waitMs) return { kind: 'unfilled', reading };
    await clock.sleep(Math.min(delay, waitMs - waitedMs), asking.signal);
  }
}
