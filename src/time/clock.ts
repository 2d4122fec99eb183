/** A timer of Node counts in 32 bits, some 24.8 days; told to wait longer, it does not wait at all. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Time, handed to whoever tells it or waits, so that tests need none. */
export abstract class Clock {
  /** Milliseconds since the Unix epoch. */
  abstract now(): number;

  /** Calls `action` once, `milliseconds` from now. The answer cancels it; cancelling twice, or too late, does nothing. */
  abstract after(milliseconds: number, action: () => void): () => void;

  /** Resolves after so many milliseconds; rejects with the signal's reason when it aborts first. */
  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => {
        cancel();
        reject(signal.reason);
      };
      const cancel = this.after(milliseconds, () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      });
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}

class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer = setTimeout(action, Math.min(milliseconds, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  }
}

/** The machine's own clock. A wait lasts 24.8 days at most, and keeps the process alive until it is over or cancelled. */
export const systemClock: Clock = new SystemClock();
