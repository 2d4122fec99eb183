import { STEP_LIMIT } from './machine.ts';
import { search } from './matcher.ts';
import { parsePattern } from './parser.ts';
import { PatternFault } from './reader.ts';
import type { Pattern } from './tree.ts';

/** A match: its text, and the byte at which it starts in the subject's UTF-8. */
export interface PcreMatch {
  readonly index: number;
  readonly match: string;
}

/** `message` is worded as PCRE words it, e.g. `missing )`. */
export type PcreCompilation =
  | { readonly ok: true; readonly pattern: PcrePattern }
  | { readonly ok: false; readonly message: string };

/** A compiled pattern. */
export class PcrePattern {
  private readonly pattern: Pattern;

  constructor(pattern: Pattern) {
    this.pattern = pattern;
  }

  /**
   * The leftmost match in `subject`, null when there is none. `limit` when PCRE would have given up too (or soon): the
   * search takes over `stepLimit` steps, two million by default, or a group calls itself for ever. A match that cuts a character in two, which
   * only bytes can, has U+FFFD in its text.
   */
  exec(subject: string, stepLimit = STEP_LIMIT): PcreMatch | null | 'limit' {
    return this.pattern.utf ? this.execByCodePoint(subject, stepLimit) : this.execByByte(Buffer.from(subject), stepLimit);
  }

  private execByByte(subject: Buffer, stepLimit: number): PcreMatch | null | 'limit' {
    const span = search(this.pattern, subject, stepLimit);
    if (span === null || span === 'limit') return span;
    return { index: span.start, match: subject.toString('utf8', span.start, span.end) };
  }

  private execByCodePoint(subject: string, stepLimit: number): PcreMatch | null | 'limit' {
    const characters = [...subject];
    const span = search(
      this.pattern,
      Uint32Array.from(characters, (character) => character.codePointAt(0) ?? 0),
      stepLimit,
    );
    if (span === null || span === 'limit') return span;
    const before = characters.slice(0, span.start).join('');
    return { index: Buffer.byteLength(before), match: characters.slice(span.start, span.end).join('') };
  }
}

/**
 * Compiles a pattern as ngx.re.match(subject, pattern, "jo") does: PCRE 8.39 to 8.45, bytes instead of characters unless
 * the pattern begins with (*UTF8), case and newlines significant. A faulty pattern is reported with PCRE's message.
 *
 * Known to differ, none of which a namespace's name and a plausible pattern can bring about:
 * - PCRE's search may skip start positions that a required first character rules out, and with them a (*COMMIT) there.
 * - Under (*CRLF), (*ANYCRLF) and (*ANY) PCRE does not start a match between CR and LF.
 * - Under (*UTF8) `\C` takes a whole character here, `\X` knows marks only, and properties are those of a newer Unicode.
 * - (*LIMIT_MATCH=…) is read and ignored; a pattern too large for PCRE's 64 KiB of code is accepted.
 * - Of two faults the other one may be named when one of them is a lookbehind that calls a group.
 * - PCRE overlooks some groups that call themselves for ever (after the first `|` of an assertion, after a conditional
 *   with one alternative that repeats) and gives up in the search; here they are faults of the pattern.
 * - PCRE takes a prefix for the whole name in (?(R&name)…), and words its complaint about `\g<->` differently.
 * - A deep recursion that overflows PCRE's JIT stack is matched here, within the step limit.
 */
export function compilePcre(source: string): PcreCompilation {
  try {
    return { ok: true, pattern: new PcrePattern(parsePattern(source)) };
  } catch (error) {
    if (error instanceof PatternFault) return { ok: false, message: error.message };
    throw error;
  }
}
