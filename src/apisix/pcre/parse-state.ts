import type { Dialect } from './dialect.ts';
import { Reader } from './reader.ts';
import type { Group, Term } from './tree.ts';

/** What (?i) and its like switch, for the rest of the group they stand in. */
export interface Options {
  readonly caseless: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly extended: boolean;
  readonly ungreedy: boolean;
  readonly duplicateNames: boolean;
  /** (?X): a backslash before a letter without a meaning is a fault. */
  readonly strictEscapes: boolean;
}

/** A term while it is being read; the parser fills it in before the pattern is handed out. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** An open parenthesis and what its current alternative holds so far. */
export interface OpenGroup {
  readonly group: Draft<Group>;
  branch: readonly Term[];
}

/** What the parts of the parser share while they read one pattern. */
export class ParseState {
  readonly reader: Reader;
  readonly dialect: Dialect;
  options: Options = {
    caseless: false,
    multiline: false,
    dotAll: false,
    extended: false,
    ungreedy: false,
    duplicateNames: false,
    strictEscapes: false,
  };
  /** The highest group number so far. */
  groupCount = 0;
  /** How many conditional groups are open. */
  conditionals = 0;
  /** Open parentheses, outermost first. */
  readonly open: OpenGroup[] = [];
  readonly groups = new Map<number, Draft<Group>>();
  readonly names = new Map<string, number[]>();
  /**
   * PCRE reads a pattern twice, first for its length and syntax, then for good, and checks the rest at the end. Faults it
   * finds only then lose against a later syntax error, so they wait here, in the order in which PCRE comes upon them.
   * Each returns its message, or null when all is well.
   */
  readonly secondPass: (() => string | null)[] = [];
  readonly finalChecks: (() => string | null)[] = [];

  constructor(units: readonly string[], dialect: Dialect) {
    this.reader = new Reader(units);
    this.dialect = dialect;
  }
}
