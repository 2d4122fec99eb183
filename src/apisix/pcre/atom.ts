import { parseCharacterClass, posixItemLength } from './character-class.ts';
import { ignoringCase, letterSet, not, tabulated } from './character-set.ts';
import { GRAPHEME, lineBreak } from './cluster.ts';
import type { Dialect } from './dialect.ts';
import type { EscapeLetter } from './escape.ts';
import { parseEscape } from './escape.ts';
import type { ReadAlternatives } from './group.ts';
import { parseGroup } from './group.ts';
import { SINGLE_LINE_ENDS } from './newline.ts';
import type { ParseState } from './parse-state.ts';
import { lastLineEnd, lineEnd, lineStart, NOT_AT_CRLF, SUBJECT_END, SUBJECT_START, wordBoundary } from './position.ts';
import type { Atom } from './quantifier.ts';
import { repeatable, unrepeatable } from './quantifier.ts';
import { PatternFault } from './reader.ts';
import { parseG, parseK, referenceToNumber } from './reference.ts';
import type { Group, Look, Position, Term, Unit, UnitTest } from './tree.ts';
import { isVerb, parseVerb } from './verb.ts';

const ANY_UNIT: Unit = { kind: 'unit', accepts: () => true };

/** A character that stands for itself. */
export function literal({ options, dialect }: ParseState, unit: number): Unit {
  const exact: UnitTest = (other) => other === unit;
  return { kind: 'unit', accepts: options.caseless ? tabulated(ignoringCase(exact, dialect), dialect) : exact };
}

function anyButNewline({ newline }: Dialect): Term {
  if (newline === 'crlf') return { kind: 'sequence', terms: [NOT_AT_CRLF, ANY_UNIT] };
  return { kind: 'unit', accepts: not(SINGLE_LINE_ENDS[newline]) };
}

function wordSet(dialect: Dialect): UnitTest {
  return letterSet('w', dialect) ?? (() => false);
}

/** The meaning outside a class of a letter after a backslash. */
function letterEscape(state: ParseState, letter: EscapeLetter): Atom {
  const { dialect } = state;
  switch (letter) {
    case 'A':
    case 'G':
      return unrepeatable(SUBJECT_START);
    case 'Z':
      return unrepeatable(lastLineEnd(dialect));
    case 'z':
      return unrepeatable(SUBJECT_END);
    case 'b':
    case 'B':
      return unrepeatable(wordBoundary(wordSet(dialect), { between: letter === 'b' }));
    case 'K':
      return unrepeatable({ kind: 'startReset' });
    case 'C':
      return repeatable(ANY_UNIT);
    case 'N':
      return repeatable(anyButNewline(dialect));
    case 'R':
      return repeatable(lineBreak(dialect));
    case 'X':
      return repeatable(GRAPHEME);
    case 'g':
      return repeatable(parseG(state));
    case 'k':
      return repeatable(parseK(state));
  }
}

function escaped(state: ParseState): Atom {
  const escape = parseEscape(state, { inClass: false });
  switch (escape.kind) {
    case 'literal':
      return repeatable(literal(state, escape.unit));
    case 'set':
      return repeatable({ kind: 'unit', accepts: tabulated(escape.accepts, state.dialect) });
    case 'reference':
      return repeatable(referenceToNumber(state, escape.group));
    case 'letter':
      return letterEscape(state, escape.letter);
  }
}

function bracketed(state: ParseState): Atom {
  const { reader } = state;
  if (posixItemLength(reader) > 0) {
    throw new PatternFault(
      reader.peek(1) === ':'
        ? 'POSIX named classes are supported only within a class'
        : 'POSIX collating elements are not supported',
    );
  }
  reader.skip('[');
  return repeatable(parseCharacterClass(state));
}

/** Reads one piece of a pattern, other than an alternation or a quantifier. Throws PatternFault. */
export function parseAtom(state: ParseState, readAlternatives: ReadAlternatives): Atom {
  const { reader, dialect, options } = state;
  if (reader.peek() === '[') return bracketed(state);
  if (isVerb(reader)) return unrepeatable(parseVerb(reader));
  const unit = reader.take();
  switch (unit) {
    case '(':
      return parseGroup(state, readAlternatives);
    case '\\':
      return escaped(state);
    case '.':
      return repeatable(options.dotAll ? ANY_UNIT : anyButNewline(dialect));
    case '^':
      return unrepeatable(options.multiline ? lineStart(dialect) : SUBJECT_START);
    case '$':
      return unrepeatable(options.multiline ? lineEnd(dialect) : lastLineEnd(dialect));
    default:
      return repeatable(literal(state, unit.codePointAt(0) ?? 0));
  }
}

/**
 * Reads `[[:<:]]` or `[[:>:]]`, where a word begins or ends; null when neither comes next. To PCRE they are `\b(?=\w)`
 * and `\b(?<=\w)`, so that a quantifier after them concerns the assertion alone.
 */
export function parseWordEdge({ reader, dialect }: ParseState): readonly [Position, Look] | null {
  const begins = reader.skip('[[:<:]]');
  if (!begins && !reader.skip('[[:>:]]')) return null;
  const word: Unit = { kind: 'unit', accepts: wordSet(dialect) };
  const terms: readonly Term[] = begins ? [word] : [{ kind: 'stepBack', width: 1 }, word];
  const body: Group = { kind: 'group', number: null, atomic: false, alternatives: [{ kind: 'sequence', terms }] };
  return [wordBoundary(wordSet(dialect), { between: true }), { kind: 'look', negative: false, body }];
}
