/** A subject as the matcher sees it: its UTF-8 bytes, or its code points under (*UTF8). */
export type Units = Uint8Array | Uint32Array;

/** Whether one byte or code point belongs to a set of characters. */
export type UnitTest = (unit: number) => boolean;

/** Consumes one unit: a literal, a class, `.`, `\d`. */
export interface Unit {
  readonly kind: 'unit';
  readonly accepts: UnitTest;
}

/** Consumes nothing: `^`, `$`, `\b`. */
export interface Position {
  readonly kind: 'position';
  readonly holds: (subject: Units, at: number) => boolean;
}

/** Consumes units that belong together, without trying fewer: `\R`, `\X`. */
export interface Cluster {
  readonly kind: 'cluster';
  /** Where the cluster that starts at `at` ends, or -1 when none starts there. */
  readonly end: (subject: Units, at: number) => number;
}

/** Several numbers when a name is shared by several groups: the first one that is set counts. */
export interface BackReference {
  readonly kind: 'backReference';
  readonly groups: readonly number[];
  readonly sameCharacter: (left: number, right: number) => boolean;
}

export interface Sequence {
  readonly kind: 'sequence';
  readonly terms: readonly Term[];
}

/** Any parenthesis with alternatives, and the pattern as a whole (number 0). */
export interface Group {
  readonly kind: 'group';
  /** The capture it sets; null for one that only groups. */
  readonly number: number | null;
  readonly atomic: boolean;
  readonly alternatives: readonly Sequence[];
}

/** `max` is Infinity for `*`, `+` and `{n,}`. */
export interface Repeat {
  readonly kind: 'repeat';
  readonly body: Term;
  readonly min: number;
  readonly max: number;
  readonly mode: 'greedy' | 'lazy' | 'possessive';
}

/** A lookahead or lookbehind; each alternative of a lookbehind begins with a StepBack. */
export interface Look {
  readonly kind: 'look';
  readonly negative: boolean;
  readonly body: Group;
}

/** Goes back by the width of a lookbehind's alternative. */
export interface StepBack {
  readonly kind: 'stepBack';
  readonly width: number;
}

export type Condition =
  | Look
  | { readonly kind: 'captured'; readonly groups: readonly number[] }
  /** Inside a subroutine call: of any group (null) or of one of these. */
  | { readonly kind: 'called'; readonly groups: readonly number[] | null }
  | { readonly kind: 'never' };

export interface Conditional {
  readonly kind: 'conditional';
  readonly condition: Condition;
  readonly yes: Sequence;
  /** Null when the group has one alternative only. */
  readonly no: Sequence | null;
}

/** A subroutine call, `(?1)` or `(?R)`. */
export interface Call {
  readonly kind: 'call';
  readonly group: number;
}

/** `\K`: the match is reported as if it had started here. */
export interface StartReset {
  readonly kind: 'startReset';
}

export type Verb =
  | { readonly kind: 'fail' }
  | { readonly kind: 'accept' }
  | { readonly kind: 'mark'; readonly name: string }
  /** What happens when matching backtracks onto it. */
  | { readonly kind: 'onBacktrack'; readonly verb: 'commit' | 'prune' | 'skip' | 'then' }
  | { readonly kind: 'skipToMark'; readonly name: string };

export type Term =
  | Unit
  | Position
  | Cluster
  | BackReference
  | Sequence
  | Group
  | Repeat
  | Look
  | StepBack
  | Conditional
  | Call
  | StartReset
  | Verb;

export interface Pattern {
  readonly root: Group;
  /** Every group that can be called or referred to, by number; for a number used twice the first. */
  readonly groups: ReadonlyMap<number, Group>;
  /** The subject is read as code points instead of bytes. */
  readonly utf: boolean;
}

export const EMPTY: Sequence = { kind: 'sequence', terms: [] };
