import { IDLE_TIMEOUT_MS } from './ask.ts';
import type { Asking } from './ask.ts';
import { KubeError } from './kube-error.ts';
import { readBody } from './read-body.ts';
import { sentAt } from './response-headers.ts';
import { LEEWAY_MS } from './token-claims.ts';

/** An API server tells its version in some 400 bytes. */
const MAX_BYTES = 64 * 1024;

/** Half of what API servers allow for is worth a word, in milliseconds. */
export const NOTABLE_SKEW_MS = LEEWAY_MS / 2;

/**
 * How far the API server's clock is ahead of this machine's, in milliseconds and to the second; undefined where it does not say. `now` tells
 * the milliseconds since 1970. Rejects with a {@link KubeError} where there is no answer at all.
 */
export async function readSkew({ transport, signal }: Asking, now: () => number): Promise<number | undefined> {
  const before = now();
  const sent = await readDate({ transport, signal });
  // A Date has its second cut off, half a second on average.
  return sent === undefined ? undefined : Math.round(sent + 500 - (before + now()) / 2);
}

/** Whatever an API server answers carries a Date, also a refusal. */
async function readDate({ transport, signal }: Asking): Promise<number | undefined> {
  try {
    const { headers, body } = await transport.get({ path: '/version', signal, idleTimeoutMs: IDLE_TIMEOUT_MS });
    // Only then is the connection free to be closed.
    await readBody({ body }, MAX_BYTES);
    return sentAt(headers);
  } catch (error) {
    if (error instanceof KubeError && error.details.status !== undefined) return error.details.sentAt;
    throw error;
  }
}
