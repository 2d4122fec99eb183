import type { Dialect } from './dialect.ts';
import type { UnitTest } from './tree.ts';
import { isVerticalSpace } from './newline.ts';
import { unicodeProperty } from './unicode-property.ts';

const ASCII_END = 0x80;

/** The complement of a set. */
export function not(test: UnitTest): UnitTest {
  return (unit) => !test(unit);
}

/** The union of sets. */
export function anyOf(tests: readonly UnitTest[]): UnitTest {
  return (unit) => tests.some((test) => test(unit));
}

function ascii(members: RegExp): UnitTest {
  return (unit) => unit < ASCII_END && members.test(String.fromCharCode(unit));
}

function property(name: string): UnitTest {
  return unicodeProperty(name) ?? (() => false);
}

const isSpaceSeparator = property('Zs');

/** `\h`; U+180E was a space separator until Unicode 6.3 and is still one here. */
const isHorizontalSpace: UnitTest = (unit) => unit === 0x09 || unit === 0x180e || isSpaceSeparator(unit);

const ASCII_SETS: Readonly<Record<string, UnitTest>> = {
  alpha: ascii(/[A-Za-z]/),
  lower: ascii(/[a-z]/),
  upper: ascii(/[A-Z]/),
  alnum: ascii(/[0-9A-Za-z]/),
  ascii: (unit) => unit < ASCII_END,
  blank: ascii(/[\t ]/),
  cntrl: ascii(/[\0-\x1f\x7f]/),
  digit: ascii(/[0-9]/),
  graph: ascii(/[!-~]/),
  print: ascii(/[ -~]/),
  punct: ascii(/[!-/:-@[-`{-~]/),
  space: ascii(/[\t-\r ]/),
  word: ascii(/[0-9A-Za-z_]/),
  xdigit: ascii(/[0-9A-Fa-f]/),
};

const isVisible = anyOf(['L', 'M', 'N', 'P', 'S', 'Cf'].map(property));

const isGraphic: UnitTest = (unit) =>
  isVisible(unit) && !(unit === 0x61c || unit === 0x180e || (unit >= 0x2066 && unit <= 0x2069));

/** What (*UCP) puts in the place of an ASCII set. */
const UNICODE_SETS: Readonly<Record<string, UnitTest>> = {
  alpha: property('L'),
  lower: property('Ll'),
  upper: property('Lu'),
  alnum: property('Xan'),
  blank: isHorizontalSpace,
  cntrl: property('Cc'),
  digit: property('Nd'),
  graph: isGraphic,
  print: anyOf([isGraphic, isSpaceSeparator]),
  punct: anyOf([property('P'), ascii(/[$+<=>^`|~]/)]),
  space: property('Xps'),
  word: property('Xwd'),
};

/** The same set; for bytes it remembers its answers, since a property is slow to ask for at every step. */
export function tabulated(test: UnitTest, dialect: Dialect): UnitTest {
  if (dialect.utf) return test;
  const table: (boolean | undefined)[] = [];
  return (unit) => (table[unit] ??= test(unit));
}

/** The set of a POSIX class name (`alpha`, also `word`); null for a name PCRE does not know. Tables are those of the C locale. */
export function posixSet(name: string, dialect: Dialect): UnitTest | null {
  if (!Object.hasOwn(ASCII_SETS, name)) return null;
  return (dialect.unicodeClasses ? UNICODE_SETS[name] : undefined) ?? ASCII_SETS[name] ?? null;
}

const SET_LETTERS: Readonly<Record<string, string>> = { d: 'digit', s: 'space', w: 'word' };

/** The set of `\d`, `\s`, `\w`, `\h`, `\v` or, in upper case, its complement; null for another letter. */
export function letterSet(letter: string, dialect: Dialect): UnitTest | null {
  const lower = letter.toLowerCase();
  const sets: Readonly<Record<string, UnitTest>> = { h: isHorizontalSpace, v: isVerticalSpace };
  const set = sets[lower] ?? posixSet(SET_LETTERS[lower] ?? '', dialect);
  return set === null || letter === lower ? set : not(set);
}

/** The other case of a letter, as far as it is one character: ASCII only for bytes. The unit itself when it has none. */
function otherCases(unit: number, dialect: Dialect): readonly number[] {
  if (unit >= ASCII_END && !dialect.utf) return [unit];
  const character = String.fromCodePoint(unit);
  return [character.toLowerCase(), character.toUpperCase()]
    .filter((other) => [...other].length === 1)
    .map((other) => other.codePointAt(0) ?? unit);
}

/** The set that also accepts the other case of each member. */
export function ignoringCase(test: UnitTest, dialect: Dialect): UnitTest {
  return (unit) => test(unit) || otherCases(unit, dialect).some(test);
}

/** Whether two units are the same letter but for case. */
export function sameButCase(dialect: Dialect): (left: number, right: number) => boolean {
  return (left, right) => left === right || otherCases(left, dialect).some((other) => otherCases(right, dialect).includes(other));
}
