import type { Host } from '../host.ts';
import type { OpenFile } from '../open-file.ts';
import { failureToRead, remaining } from './read-source.ts';

/** How often a file is looked at, in milliseconds. */
const POLL_MS = 250;

/** What happens to a file that is followed. */
export interface FollowEvents {
  readonly onBytes: (bytes: Uint8Array) => void;
  /** All that is there now was read. */
  readonly onPause: () => void;
  /** It was cut off, or another file took its name: what comes is the start of one. */
  readonly onRestart: () => void;
}

/**
 * Reads a file as it grows, whatever `logrotate` does with it, until the host's signal aborts: then rejects with its reason. Rejects with a
 * UserError where it cannot be read, as when a directory took its name.
 */
export async function followFile(path: string, host: Host, events: FollowEvents): Promise<never> {
  try {
    return await follow(path, host, events);
  } catch (error) {
    throw failureToRead(path, error, host);
  }
}

async function follow(path: string, host: Host, events: FollowEvents): Promise<never> {
  let file = await host.openFile(path);
  let read = 0;
  try {
    for (;;) {
      for await (const bytes of remaining(file, host.signal)) {
        read += bytes.length;
        events.onBytes(bytes);
      }
      events.onPause();
      await host.clock.sleep(POLL_MS, host.signal);
      const successor = await successorOf(file, { path, read, host });
      if (successor === undefined) continue;
      // What was written to the old one after it was read, and before it was renamed.
      for await (const bytes of remaining(file, host.signal)) events.onBytes(bytes);
      await file.close();
      file = successor;
      read = 0;
      events.onRestart();
    }
  } finally {
    await file.close();
  }
}

/** The file that is to be read from its start; undefined where the one goes on. Between two names of a rotation there is none. */
async function successorOf(
  file: OpenFile,
  { path, read, host }: { readonly path: string; readonly read: number; readonly host: Host },
): Promise<OpenFile | undefined> {
  const named = await host.openFile(path).catch(() => undefined);
  if (named === undefined) return undefined;
  if (named.identity !== file.identity || (await named.size()) < read) return named;
  await named.close();
  return undefined;
}
