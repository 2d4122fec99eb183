/** Time as the playground sees it. Tests hand in one that they move themselves. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `action` once, `milliseconds` from now. The answer cancels it; cancelling twice, or too late, does nothing. */
  after(milliseconds: number, action: () => void): () => void;
}

/** The machine's own clock. Its timers do not keep the process alive; an open socket does. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
