import { sameButCase } from './character-set.ts';
import { callsItselfAtOnce } from './emptiness.ts';
import { numbersOf, relativeGroup, requireGroup, takeName } from './group-name.ts';
import type { Draft, ParseState } from './parse-state.ts';
import type { Reader } from './reader.ts';
import { PatternFault } from './reader.ts';
import type { BackReference, Call } from './tree.ts';

/** PCRE makes a group that refers back to itself atomic. */
function makeSelfReferenceAtomic(state: ParseState, number: number | undefined): void {
  const enclosing = state.open.find(({ group }) => group.number === number);
  if (enclosing !== undefined) enclosing.group.atomic = true;
}

function backReference(state: ParseState, groups: readonly number[]): BackReference {
  const sameCharacter = state.options.caseless ? sameButCase(state.dialect) : (left: number, right: number) => left === right;
  return { kind: 'backReference', groups, sameCharacter };
}

/** A back reference by number; the group may follow later. */
export function referenceToNumber(state: ParseState, number: number): BackReference {
  requireGroup(state, number, 'finalChecks');
  makeSelfReferenceAtomic(state, number);
  return backReference(state, [number]);
}

/** A back reference by name, of which the name up to `terminator` is still to be read. */
export function referenceToName(state: ParseState, terminator: string): BackReference {
  const name = takeName(state.reader, terminator);
  makeSelfReferenceAtomic(state, state.names.get(name)?.[0]);
  return backReference(state, numbersOf(state, name));
}

function faultEndlessCall(state: ParseState, number: number): void {
  if (!callsItselfAtOnce(state, number)) return;
  state.secondPass.push(() => 'recursive call could loop indefinitely');
}

/** A subroutine call by number. */
export function callOfNumber(state: ParseState, number: number): Call {
  requireGroup(state, number, 'secondPass');
  faultEndlessCall(state, number);
  return { kind: 'call', group: number };
}

/** A subroutine call by name, of which the name up to `terminator` is still to be read. */
export function callOfName(state: ParseState, terminator: string): Call {
  const name = takeName(state.reader, terminator);
  const [known] = state.names.get(name) ?? [];
  if (known !== undefined) return callOfNumber(state, known);
  const numbers = numbersOf(state, name);
  const call: Draft<Call> = { kind: 'call', group: NaN };
  state.secondPass.push(() => {
    call.group = numbers[0] ?? NaN;
    return null;
  });
  return call;
}

/** Whether a number, signed or not, comes next: the target of (?1), (?-1) or \g<+1>. */
export function isNumberedTarget({ reader }: ParseState): boolean {
  return /^[0-9]$/.test(reader.peek(/^[+-]$/.test(reader.peek()) ? 1 : 0));
}

/** A subroutine call by number, of which the number is still to be read; `fault` says what is wrong when `terminator` does not follow. */
export function takeNumberedCall(
  state: ParseState,
  { terminator, fault }: { readonly terminator: string; readonly fault: string },
): Call {
  const { reader } = state;
  const sign = /^[+-]$/.test(reader.peek()) ? reader.take() : '';
  const number = reader.takeNumber() ?? 0;
  if (!reader.skip(terminator)) throw new PatternFault(fault);
  return callOfNumber(state, sign === '+' || sign === '-' ? relativeGroup(state, sign, number) : number);
}

const BAD_G = '\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number';

/** Whether only digits and hyphens come before the closing brace or the end. */
function isNumberInBraces(reader: Reader): boolean {
  const start = reader.at;
  reader.takeWhile(/^[-0-9]$/);
  const numeric = reader.atEnd() || reader.peek() === '}';
  reader.at = start;
  return numeric;
}

/** Reads what follows `\g`: a call in angle brackets or quotes, otherwise a back reference. */
export function parseG(state: ParseState): BackReference | Call {
  const { reader } = state;
  for (const [opener, terminator] of [
    ['<', '>'],
    ["'", "'"],
  ] as const) {
    if (!reader.skip(opener)) continue;
    return /^[-+0-9]$/.test(reader.peek())
      ? takeNumberedCall(state, { terminator, fault: BAD_G })
      : callOfName(state, terminator);
  }
  const braced = reader.skip('{');
  if (braced && !isNumberInBraces(reader)) return referenceToName(state, '}');
  const negative = reader.skip('-');
  const number = reader.takeNumber() ?? 0;
  if (braced && !reader.skip('}')) throw new PatternFault(BAD_G);
  if (number === 0) throw new PatternFault('a numbered reference must not be zero');
  return referenceToNumber(state, negative ? relativeGroup(state, '-', number) : number);
}

/** Reads what follows `\k`: a back reference by name. */
export function parseK(state: ParseState): BackReference {
  const { reader } = state;
  if (reader.skip('{')) return referenceToName(state, '}');
  if (reader.skip('<')) return referenceToName(state, '>');
  if (reader.skip("'")) return referenceToName(state, "'");
  throw new PatternFault('\\k is not followed by a braced, angle-bracketed, or quoted name');
}
