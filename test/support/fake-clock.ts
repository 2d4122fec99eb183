import type { Clock } from '../../src/discovery/clock.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is moved; or, `hasty`, one on which every sleep is over at once and adds to the time. */
export class FakeClock implements Clock {
  readonly slept: number[] = [];
  readonly #hasty: boolean;
  #now: number;
  #sleepers: Sleeper[] = [];

  constructor({ now = 0, hasty = false }: { readonly now?: number; readonly hasty?: boolean } = {}) {
    this.#now = now;
    this.#hasty = hasty;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.slept.push(milliseconds);
    return new Promise((resolve, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      if (!this.#hasty) {
        this.#sleepers.push({ until: this.#now + milliseconds, wake: resolve });
        return;
      }
      this.#now += milliseconds;
      setImmediate(resolve);
    });
  }

  /** Moves time on and wakes whoever slept until then. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#sleepers.filter(({ until }) => until <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#now);
    for (const { wake } of due) wake();
  }
}
