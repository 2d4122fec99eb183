import type { Conditional, Group, Look, Repeat, Term } from './tree.ts';

/** Start and end of each group by number, at [2n] and [2n + 1]; -1 while unset. Never changed in place. */
export type Captures = readonly number[];

/** An end that puts back what held when its construct was entered: the position, and how many choices were open. */
interface Entry {
  readonly start: number;
  readonly height: number;
  readonly next: Frame;
}

/**
 * What is left to match, as a chain to the end of the pattern. A chain is never changed, so a choice can keep one, and
 * backtracking means taking it up again; nothing depends on the depth of JavaScript's stack.
 */
export type Frame =
  | { readonly kind: 'matched' }
  | { readonly kind: 'terms'; readonly terms: readonly Term[]; readonly index: number; readonly next: Frame }
  | { readonly kind: 'alternative'; readonly group: Group; readonly index: number; readonly next: Frame }
  | (Entry & { readonly kind: 'groupEnd'; readonly group: Group })
  | { readonly kind: 'atomicEnd'; readonly height: number; readonly next: Frame }
  | { readonly kind: 'iteration'; readonly repeat: Repeat; readonly count: number; readonly next: Frame }
  | {
      readonly kind: 'iterationEnd';
      readonly repeat: Repeat;
      readonly count: number;
      readonly start: number;
      readonly next: Frame;
    }
  | (Entry & { readonly kind: 'lookEnd'; readonly look: Look })
  | (Entry & { readonly kind: 'conditionEnd'; readonly look: Look; readonly conditional: Conditional })
  | (Entry & { readonly kind: 'callEnd'; readonly group: number; readonly captures: Captures });

/** All that matching from here on depends on. */
export interface Thread {
  readonly frame: Frame;
  readonly at: number;
  readonly captures: Captures;
  /** Where the match is reported to start. */
  readonly start: number;
}

/** How an attempt at one start position ends without a match by a verb. */
export type Abandonment =
  | { readonly kind: 'commit' }
  | { readonly kind: 'prune' }
  | { readonly kind: 'skip'; readonly to: number };

/** What backtracking comes upon, newest last. */
export type Choice =
  | { readonly kind: 'resume'; readonly thread: Thread }
  /** A run of single units: to be taken up with one unit less, as long as `least` remain. */
  | { readonly kind: 'shrink'; readonly thread: Thread; readonly least: number }
  | { readonly kind: 'mark'; readonly name: string; readonly at: number }
  /** The verbs: drop all choices above a height, end the attempt, or skip to a mark if there is one. */
  | { readonly kind: 'drop'; readonly height: number }
  | { readonly kind: 'abandon'; readonly abandonment: Abandonment }
  | { readonly kind: 'skipToMark'; readonly name: string };

/** The innermost subroutine call going on, or null outside of any. */
export function currentCall(frame: Frame): Extract<Frame, { kind: 'callEnd' }> | null {
  for (let outer = frame; outer.kind !== 'matched'; outer = outer.next) {
    if (outer.kind === 'callEnd') return outer;
  }
  return null;
}
