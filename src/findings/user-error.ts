/** Where the user must edit: a file, and where known the 1-based line and column. */
export interface Place {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

export interface UserErrorDetails {
  /** What to do next, in one line. */
  readonly hint?: string;
  /** A command to paste that does it. */
  readonly mend?: string;
  readonly place?: Place;
  /** Its row in the catalogue of symptoms, where it has one. */
  readonly id?: string;
  /** The error underneath, for the stack. Must hold no secret. */
  readonly cause?: unknown;
}

/**
 * Something only the user can mend: a flag, a file, an environment variable. `message` is one line, holds no secret and does not
 * repeat `place`: print them as `path:line:column: message`.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly hint?: string;
  readonly mend?: string;
  readonly place?: Place;
  readonly id?: string;

  constructor(message: string, details: UserErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    if (details.hint !== undefined) this.hint = details.hint;
    if (details.mend !== undefined) this.mend = details.mend;
    if (details.place !== undefined) this.place = details.place;
    if (details.id !== undefined) this.id = details.id;
  }
}
