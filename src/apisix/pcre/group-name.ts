import type { ParseState } from './parse-state.ts';
import type { Reader } from './reader.ts';
import { PatternFault } from './reader.ts';

const NO_SUCH_GROUP = 'reference to non-existent subpattern';
const MAX_NAME_LENGTH = 32;

/** Reads the name a group is referred to by, up to and including `terminator`. */
export function takeName(reader: Reader, terminator: string): string {
  const name = takeWord(reader);
  if (name === '') throw new PatternFault('subpattern name expected');
  return closeName(reader, name, terminator);
}

/** Reads the name a group is given, up to and including `terminator`; PCRE lets it be empty. */
export function takeDeclaredName(reader: Reader, terminator: string): string {
  return closeName(reader, takeWord(reader), terminator);
}

/** Letters, digits and underscores, possibly none; no digit in front. */
export function takeWord(reader: Reader): string {
  if (/^[0-9]$/.test(reader.peek())) throw new PatternFault('group name must start with a non-digit');
  return reader.takeWhile(/^[0-9A-Za-z_]$/);
}

function closeName(reader: Reader, name: string, terminator: string): string {
  if (!reader.skip(terminator)) throw new PatternFault('syntax error in subpattern name (missing terminator)');
  if (name.length > MAX_NAME_LENGTH) throw new PatternFault('subpattern name is too long (maximum 32 characters)');
  return name;
}

/** Gives a group its name. A name belongs to one number and a number to one name, unless (?J) allows more of the former. */
export function declareName({ names, options }: ParseState, name: string, number: number): void {
  for (const [other, numbers] of names) {
    if (other === name && !numbers.includes(number) && !options.duplicateNames) {
      throw new PatternFault('two named subpatterns have the same name');
    }
    if (other !== name && numbers.includes(number)) {
      throw new PatternFault('different names for subpatterns of the same number are not allowed');
    }
  }
  const numbers = names.get(name) ?? [];
  if (!numbers.includes(number)) names.set(name, [...numbers, number]);
}

/** The number `+2` or `-1` stands for, counted from the groups opened so far. */
export function relativeGroup(state: ParseState, sign: '+' | '-', distance: number): number {
  if (distance === 0) throw new PatternFault('a numbered reference must not be zero');
  const number = sign === '+' ? state.groupCount + distance : state.groupCount - distance + 1;
  if (number <= 0) throw new PatternFault(NO_SUCH_GROUP);
  return number;
}

/** Faults the pattern when it turns out to have no group of that number. */
export function requireGroup(state: ParseState, number: number, when: 'secondPass' | 'finalChecks'): void {
  state[when].push(() => (number <= state.groupCount ? null : NO_SUCH_GROUP));
}

/** The numbers of a name, which may be declared later: empty until the whole pattern is read, faulted when it never is. */
export function numbersOf(state: ParseState, name: string): number[] {
  const numbers: number[] = [];
  state.secondPass.push(() => {
    numbers.push(...(state.names.get(name) ?? []));
    return numbers.length > 0 ? null : NO_SUCH_GROUP;
  });
  return numbers;
}
