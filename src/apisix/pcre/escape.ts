import { letterSet, not } from './character-set.ts';
import type { ParseState } from './parse-state.ts';
import { isCountedRepeat } from './quantifier.ts';
import { PatternFault } from './reader.ts';
import type { Reader } from './reader.ts';
import type { UnitTest } from './tree.ts';
import { unicodeProperty } from './unicode-property.ts';

/** What a backslash introduced: a character, a set of characters, a numbered back reference, or a letter for the caller. */
export type Escape =
  | { readonly kind: 'literal'; readonly unit: number }
  | { readonly kind: 'set'; readonly accepts: UnitTest }
  | { readonly kind: 'reference'; readonly group: number }
  | { readonly kind: 'letter'; readonly letter: EscapeLetter };

/** The letters whose meaning depends on where they stand; most mean themselves in a class. */
const ESCAPE_LETTERS = ['A', 'B', 'C', 'G', 'K', 'N', 'R', 'X', 'Z', 'b', 'g', 'k', 'z'] as const;

export type EscapeLetter = (typeof ESCAPE_LETTERS)[number];

const CONTROL_CHARACTERS: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

/** The characters `\x{` and `\o{` may name: a byte, or under (*UTF8) a code point that is no surrogate. */
function checkedUnit(value: number, utf: boolean): number {
  if (value > (utf ? 0x10ffff : 0xff)) throw new PatternFault('character value in \\x{} or \\o{} is too large');
  if (value >= 0xd800 && value <= 0xdfff) throw new PatternFault('disallowed Unicode code point (>= 0xd800 && <= 0xdfff)');
  return value;
}

function bracedNumber(reader: Reader, radix: 8 | 16, utf: boolean): number {
  reader.take();
  if (reader.peek() === '}') throw new PatternFault('digits missing in \\x{} or \\o{}');
  const digits = reader.takeWhile(radix === 16 ? /^[0-9a-fA-F]$/ : /^[0-7]$/);
  const value = digits === '' ? 0 : checkedUnit(Number.parseInt(digits, radix), utf);
  if (!reader.skip('}')) {
    const kind = radix === 16 ? 'non-hex character in \\x{}' : 'non-octal character in \\o{}';
    throw new PatternFault(`${kind} (closing brace missing?)`);
  }
  return value;
}

/** `\ddd`: PCRE allows three octal digits, whose value must be a byte unless under (*UTF8). */
function octal(reader: Reader, utf: boolean): number {
  const value = Number.parseInt(reader.takeWhile(/^[0-7]$/, 3), 8);
  if (value > 0xff && !utf) throw new PatternFault('octal value is greater than \\377 in 8-bit non-UTF-8 mode');
  return value;
}

/** `\c`: the character with bit 6 flipped, letters taken as capitals. */
function controlCharacter(reader: Reader): number {
  if (reader.atEnd()) throw new PatternFault('\\c at end of pattern');
  const character = reader.take();
  if (character > '\x7f') throw new PatternFault('\\c must be followed by an ASCII character');
  return character.toUpperCase().charCodeAt(0) ^ 0x40;
}

function property(reader: Reader, complement: boolean): UnitTest {
  const braced = reader.skip('{');
  const negated = braced && reader.skip('^');
  const name = braced ? reader.takeWhile(/^[^}]$/s) : reader.take();
  if (braced ? !reader.skip('}') : name === '') throw new PatternFault('malformed \\P or \\p sequence');
  const set = unicodeProperty(name);
  if (set === null) throw new PatternFault('unknown property name after \\P or \\p');
  return complement === negated ? set : not(set);
}

/** `\1` to `\9…`: a back reference when below 8 or when that many groups are open or closed by now, else octal. */
function numbered(state: ParseState, inClass: boolean): Escape {
  const { reader } = state;
  if (!inClass) {
    const start = reader.at;
    const group = reader.takeNumber() ?? 0;
    if (group < 8 || group <= state.groupCount) return { kind: 'reference', group };
    reader.at = start;
  }
  if (/[89]/.test(reader.peek())) return { kind: 'literal', unit: reader.take().charCodeAt(0) };
  return { kind: 'literal', unit: octal(reader, state.dialect.utf) };
}

/** Reads what follows a backslash (already consumed). Throws PatternFault. */
export function parseEscape(state: ParseState, { inClass }: { readonly inClass: boolean }): Escape {
  const { reader, dialect } = state;
  const next = reader.peek();
  if (next === '') throw new PatternFault('\\ at end of pattern');
  if (/[1-9]/.test(next)) return numbered(state, inClass);
  if (next === '0') return { kind: 'literal', unit: octal(reader, dialect.utf) };

  const letter = reader.take();
  if (!/[A-Za-z]/.test(letter)) return { kind: 'literal', unit: letter.codePointAt(0) ?? 0 };
  if (/[LlUu]/.test(letter) || (letter === 'N' && reader.peek() === '{' && !isCountedRepeat(reader))) {
    throw new PatternFault('PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u');
  }
  if (letter === 'c') return { kind: 'literal', unit: controlCharacter(reader) };
  if (letter === 'x' && reader.peek() !== '{') {
    return { kind: 'literal', unit: Number.parseInt(`0${reader.takeWhile(/^[0-9a-fA-F]$/, 2)}`, 16) };
  }
  if (letter === 'x') return { kind: 'literal', unit: bracedNumber(reader, 16, dialect.utf) };
  if (letter === 'o') {
    if (reader.peek() !== '{') throw new PatternFault('missing opening brace after \\o');
    return { kind: 'literal', unit: bracedNumber(reader, 8, dialect.utf) };
  }
  if (letter === 'p' || letter === 'P') return { kind: 'set', accepts: property(reader, letter === 'P') };
  const control = CONTROL_CHARACTERS[letter];
  if (control !== undefined) return { kind: 'literal', unit: control };
  const set = letterSet(letter, dialect);
  if (set !== null) return { kind: 'set', accepts: set };
  const escapeLetter = ESCAPE_LETTERS.find((candidate) => candidate === letter);
  if (escapeLetter !== undefined) return { kind: 'letter', letter: escapeLetter };
  if (state.options.strictEscapes) throw new PatternFault('unrecognized character follows \\');
  return { kind: 'literal', unit: letter.charCodeAt(0) };
}
