import { followWatch } from './watch.ts';
import type { WatchRequest } from './watch.ts';

/** For API servers between which and this program something holds their answer back; the watch is closed as soon as they take it. */
const WATCH_SECONDS = 1;

/** Opens a watch as the gateway does and closes it when the API server has taken it. Rejects with a {@link KubeError} where it does not. */
export async function openWatch(
  request: Pick<WatchRequest, 'transport' | 'target' | 'resourceVersion' | 'signal'>,
): Promise<void> {
  const taken = new AbortController();
  try {
    await followWatch({
      ...request,
      timeoutSeconds: WATCH_SECONDS,
      signal: AbortSignal.any([request.signal, taken.signal]),
      onOpen: () => taken.abort(),
      onEvent: () => {},
    });
  } catch (error) {
    if (!taken.signal.aborted || request.signal.aborted) throw error;
  }
}
