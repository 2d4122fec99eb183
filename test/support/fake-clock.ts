import { Clock } from '../../src/time/clock.ts';

/**
 * A clock that stands still until it is moved, and then runs the timers in their order; or, `hasty`, one on which every wait is over at once
 * and adds to the time. It begins at 2026-01-01.
 */
export class FakeClock extends Clock {
  /** How long each wait was meant to be. */
  readonly slept: number[] = [];
  readonly #hasty: boolean;
  #now = Date.UTC(2026, 0, 1);
  #timers: { readonly at: number; readonly action: () => void }[] = [];

  constructor({ hasty = false }: { readonly hasty?: boolean } = {}) {
    super();
    this.#hasty = hasty;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void): () => void {
    this.slept.push(milliseconds);
    if (this.#hasty) {
      this.#now += milliseconds;
      const soon = setImmediate(action);
      return () => clearImmediate(soon);
    }
    const timer = { at: this.#now + milliseconds, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves time on and runs the timers that are due on the way. */
  advance(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = next.at;
      next.action();
    }
    this.#now = until;
  }

  /** How many timers still run. */
  get pending(): number {
    return this.#timers.length;
  }
}
