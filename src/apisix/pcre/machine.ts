import type { Captures, Choice, Frame, Thread } from './frame.ts';
import type { Group, Pattern, Term, Units, UnitTest } from './tree.ts';

/** PCRE stops after ten million calls of its own matcher; this many steps end a hostile pattern in a fraction of a second. */
export const STEP_LIMIT = 2_000_000;

/** Units passed over in a tight loop cost less than a step. */
const UNITS_PER_STEP = 4;

/** The search took too many steps, or a group calls itself for ever. */
export class GivenUp extends Error {}

/** The state of one search: the thread being followed, what else is left to try, and how much work is done. */
export class Machine {
  readonly pattern: Pattern;
  readonly subject: Units;
  choices: Choice[] = [];
  frame: Frame = { kind: 'matched' };
  at = 0;
  captures: Captures = [];
  start = 0;
  private stepsLeft: number;

  constructor(pattern: Pattern, subject: Units, stepLimit: number) {
    this.pattern = pattern;
    this.subject = subject;
    this.stepsLeft = stepLimit;
  }

  /** Counts one step. Throws GivenUp at the limit. */
  step(): void {
    this.spend(1);
  }

  /** Counts units looked at in a loop. Throws GivenUp at the limit. */
  passOver(units: number): void {
    this.spend(units / UNITS_PER_STEP);
  }

  private spend(steps: number): void {
    this.stepsLeft -= steps;
    if (this.stepsLeft < 0) throw new GivenUp();
  }

  thread(frame: Frame): Thread {
    return { frame, at: this.at, captures: this.captures, start: this.start };
  }

  resume(thread: Thread): void {
    this.frame = thread.frame;
    this.at = thread.at;
    this.captures = thread.captures;
    this.start = thread.start;
  }

  /** Keeps `frame` to be tried from here when what is tried first fails. */
  otherwise(frame: Frame): void {
    this.choices.push({ kind: 'resume', thread: this.thread(frame) });
  }

  /** Goes on with these terms. True, as matching has not failed. */
  follow(terms: readonly Term[], next: Frame): true {
    this.frame = { kind: 'terms', terms, index: 0, next };
    return true;
  }

  /** Goes on with a group's first alternative. True, as matching has not failed. */
  followGroup(group: Group, next: Frame): true {
    const after: Frame = group.atomic ? { kind: 'atomicEnd', height: this.choices.length, next } : next;
    this.frame = { kind: 'alternative', group, index: 0, next: after };
    return true;
  }

  /** Takes one unit, or returns false. */
  consume(accepts: UnitTest): boolean {
    if (this.at >= this.subject.length || !accepts(this.subject[this.at] ?? 0)) return false;
    this.at++;
    return true;
  }

  /** Goes to a place; a negative one says that there is none. */
  moveTo(at: number): boolean {
    if (at < 0) return false;
    this.at = at;
    return true;
  }

  /** Captures from `start` up to here, if the group captures. */
  capture({ number }: Group, start: number): void {
    if (number === null) return;
    const captures = [...this.captures];
    captures[2 * number] = start;
    captures[2 * number + 1] = this.at;
    this.captures = captures;
  }

  /** The first of these groups that is set, with its span. */
  firstSet(groups: readonly number[]): { readonly from: number; readonly to: number } | null {
    for (const group of groups) {
      const from = this.captures[2 * group] ?? -1;
      if (from >= 0) return { from, to: this.captures[2 * group + 1] ?? from };
    }
    return null;
  }
}
