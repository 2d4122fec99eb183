import { anyOf, ignoringCase, not, posixSet, tabulated } from './character-set.ts';
import { parseEscape } from './escape.ts';
import type { ParseState } from './parse-state.ts';
import { PatternFault } from './reader.ts';
import type { Reader } from './reader.ts';
import type { Unit, UnitTest } from './tree.ts';

/** One member: a character, which may begin a range, or a set, which may not. */
type Member = { readonly unit: number } | { readonly set: UnitTest };

const BACKSPACE = 8;

/** The length of `[:alpha:]`, `[.a.]` or `[=a=]` at the reader, 0 when there is none. Backslashes escape `]` and themselves. */
export function posixItemLength(reader: Reader): number {
  const mark = reader.peek(1);
  if (reader.peek() !== '[' || !/^[:.=]$/.test(mark)) return 0;
  for (let ahead = 2; reader.peek(ahead) !== ''; ahead++) {
    const [unit, next] = [reader.peek(ahead), reader.peek(ahead + 1)];
    if (unit === '\\' && (next === ']' || next === '\\')) ahead++;
    else if ((unit === '[' && next === mark) || unit === ']') return 0;
    else if (unit === mark && next === ']') return ahead + 2;
  }
  return 0;
}

class ClassReader {
  private quoted = false;
  private readonly state: ParseState;

  constructor(state: ParseState) {
    this.state = state;
  }

  /** Consumes `\Q` and `\E`, which only switch quoting. */
  skipQuoteMarks(): void {
    const { reader } = this.state;
    for (;;) {
      if (reader.skip('\\E')) this.quoted = false;
      else if (!this.quoted && reader.skip('\\Q')) this.quoted = true;
      else return;
    }
  }

  /** Whether `unit` comes next and means itself as class syntax. */
  at(unit: string): boolean {
    return !this.quoted && this.state.reader.peek() === unit;
  }

  takeMember(): Member {
    const { reader } = this.state;
    if (reader.atEnd()) throw new PatternFault('missing terminating ] for character class');
    if (!this.quoted && posixItemLength(reader) > 0) return { set: this.takePosixItem() };
    if (this.quoted || !reader.skip('\\')) return { unit: reader.take().codePointAt(0) ?? 0 };
    return this.takeEscape();
  }

  private takePosixItem(): UnitTest {
    const { reader, dialect, options } = this.state;
    const item = Array.from({ length: posixItemLength(reader) }, () => reader.take()).join('');
    if (!item.startsWith('[:')) throw new PatternFault('POSIX collating elements are not supported');
    const negated = item.startsWith('[:^');
    const name = item.slice(negated ? 3 : 2, -2);
    const set = posixSet(options.caseless && /^(?:lower|upper)$/.test(name) ? 'alpha' : name, dialect);
    if (set === null) throw new PatternFault('unknown POSIX class name');
    return negated ? not(set) : set;
  }

  private takeEscape(): Member {
    const escape = parseEscape(this.state, { inClass: true });
    if (escape.kind === 'literal') return escape;
    if (escape.kind === 'set') return { set: escape.accepts };
    if (escape.kind === 'reference') throw new Error('a class has no back references');
    if (escape.letter === 'b') return { unit: BACKSPACE };
    if (escape.letter === 'N') throw new PatternFault('\\N is not supported in a class');
    if (this.state.options.strictEscapes && escape.letter !== 'g')
      throw new PatternFault('invalid escape sequence in character class');
    return { unit: escape.letter.charCodeAt(0) };
  }

  /** Whether what comes next cannot end a range, be it well-formed or not: a POSIX item, or an escape for more than a character. */
  private atSet(): boolean {
    const { reader } = this.state;
    if (this.quoted) return false;
    return posixItemLength(reader) > 0 || /^\\[ABCDGHKNPRSVWXZdhkpsvwz]$/.test(reader.peek() + reader.peek(1));
  }

  /** The member that ends a range begun by `low`, or null when the hyphen is the class's last character. */
  takeRangeEnd(low: number): number | null {
    const { reader } = this.state;
    const start = reader.at;
    reader.skip('-');
    this.skipQuoteMarks();
    if (reader.atEnd() || this.at(']')) {
      reader.at = start;
      return null;
    }
    const high = this.atSet() ? null : this.takeMember();
    if (high === null || 'set' in high) throw new PatternFault('invalid range in character class');
    if (high.unit < low) throw new PatternFault('range out of order in character class');
    return high.unit;
  }
}

/** Reads a character class whose `[` is consumed. Throws PatternFault. */
export function parseCharacterClass(state: ParseState): Unit {
  const { reader, dialect, options } = state;
  const members = new ClassReader(state);
  members.skipQuoteMarks();
  const negated = members.at('^') && reader.skip('^');
  members.skipQuoteMarks();

  const sets: UnitTest[] = [];
  const ranges: UnitTest[] = [];
  // A bracket in the first place stands for itself.
  for (let first = true; first || !members.at(']'); first = false) {
    const member = members.takeMember();
    members.skipQuoteMarks();
    if ('set' in member) {
      sets.push(member.set);
      continue;
    }
    const low = member.unit;
    const high = (members.at('-') ? members.takeRangeEnd(low) : null) ?? low;
    ranges.push((unit) => unit >= low && unit <= high);
    members.skipQuoteMarks();
  }
  reader.take();

  const inRange = options.caseless ? ignoringCase(anyOf(ranges), dialect) : anyOf(ranges);
  const union = anyOf([inRange, ...sets]);
  return { kind: 'unit', accepts: tabulated(negated ? not(union) : union, dialect) };
}
