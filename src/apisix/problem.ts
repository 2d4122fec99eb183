import type { Position } from './position.ts';

/** Something about a config that the user should know, at the place to edit. */
export interface Problem {
  /** Property, value (never a token's) and the rule it breaks. */
  readonly message: string;
  /** How to mend it. */
  readonly hint?: string;
  readonly position: Position;
  /** Id in the catalogue of symptoms, such as `C01`, where it has a row for this. */
  readonly id?: string;
  /** Where a key is unknown: the key, and those that may stand there. The nearest of them may be what was meant. */
  readonly unknownKey?: { readonly written: string; readonly known: readonly string[] };
  /** Where an environment variable is not set: its name. */
  readonly variable?: string;
}
