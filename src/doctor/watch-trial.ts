import type { ListWatchTarget } from '../discovery/request.ts';
import { followWatch } from '../discovery/watch.ts';
import { KubeError } from '../kube/kube-error.ts';
import type { ExaminedCluster } from './examined-cluster.ts';

/** Which watch is tried, and for how long. */
export interface WatchTrialOptions {
  readonly target: ListWatchTarget;
  readonly resourceVersion: string;
  /** How long the server is asked to keep the watch open. */
  readonly timeoutSeconds: number;
  /** How long the trial may take. */
  readonly waitMs: number;
  /** What is waited for: the first line, or the end of the watch. */
  readonly until: 'line' | 'end';
}

/** What one watch came to. */
export type WatchTrial =
  /** What was waited for has come, or a proper end. */
  | { readonly kind: 'passed' }
  /** The server did not take it. */
  | { readonly kind: 'refused'; readonly error: KubeError }
  | { readonly kind: 'error-event'; readonly code: number | undefined; readonly message: string }
  /** The gateway would not apply this line, nor any after it. */
  | { readonly kind: 'unreadable'; readonly line: string }
  | { readonly kind: 'cut'; readonly error: KubeError }
  /** What was waited for did not come. */
  | { readonly kind: 'silent' };

/** Opens one watch with the gateway's request, follows it as far as asked, and closes it. Rejects only when the cluster's signal aborts. */
export async function tryWatch(
  { transport, clock, signal }: Pick<ExaminedCluster, 'transport' | 'clock' | 'signal'>,
  { target, resourceVersion, timeoutSeconds, waitMs, until }: WatchTrialOptions,
): Promise<WatchTrial> {
  const over = new AbortController();
  let trial: WatchTrial | undefined;
  const conclude = (conclusion: WatchTrial): void => {
    trial ??= conclusion;
    over.abort();
  };
  const seen = { isOpen: false };
  const cancel = clock.after(waitMs, () => conclude({ kind: 'silent' }));
  try {
    const end = await followWatch({
      transport,
      target,
      resourceVersion,
      timeoutSeconds,
      signal: AbortSignal.any([signal, over.signal]),
      // The trial is over before.
      idleTimeoutMs: 2 * waitMs,
      onOpen: () => (seen.isOpen = true),
      onEvent: ({ type, wellFramed }, { line }) => {
        if (type === undefined || !wellFramed) return conclude({ kind: 'unreadable', line: line() });
        if (until === 'line') conclude({ kind: 'passed' });
      },
    });
    return trial ?? (end.kind === 'ended' ? { kind: 'passed' } : end);
  } catch (error) {
    signal.throwIfAborted();
    if (trial !== undefined) return trial;
    if (!(error instanceof KubeError)) throw error;
    return seen.isOpen ? { kind: 'cut', error } : { kind: 'refused', error };
  } finally {
    cancel();
  }
}
