import { numbersOf, relativeGroup, requireGroup, takeWord } from './group-name.ts';
import type { ParseState } from './parse-state.ts';
import { PatternFault } from './reader.ts';
import type { Condition } from './tree.ts';

const NO_SUCH_GROUP = 'reference to non-existent subpattern';

/** Conditions whose meaning depends on the names in the whole pattern: a group called `R` or `DEFINE` wins. */
function byName(state: ParseState, name: string, inCall: boolean): Condition {
  if (inCall) return { kind: 'called', groups: numbersOf(state, name) };
  if (state.names.has(name)) return { kind: 'captured', groups: numbersOf(state, name) };
  if (name === 'DEFINE') return { kind: 'never' };
  const called = /^R([0-9]*)$/.exec(name);
  if (called !== null) return { kind: 'called', groups: called[1] ? [Number(called[1])] : null };
  return { kind: 'captured', groups: numbersOf(state, name) };
}

/** Reads a condition that is no assertion, up to and including its parenthesis. */
export function parseCondition(state: ParseState): Condition {
  const { reader } = state;
  const inCall = reader.skip('R&');
  const quote = inCall ? '' : reader.skip('<') ? '>' : reader.skip("'") ? "'" : '';
  const bare = quote === '' && !inCall;
  const sign = bare && /^[+-]$/.test(reader.peek()) ? reader.take() : '';
  const number = bare ? (reader.takeNumber() ?? (sign === '' ? null : 0)) : null;
  const name = number === null ? takeWord(reader) : '';
  if (number === null && name === '') throw new PatternFault('assertion expected after (?( or (?(?C)');
  if (!reader.skip(`${quote})`)) throw new PatternFault('malformed number or name after (?(');

  if (number === null) return byName(state, name, inCall);
  if (number === 0) {
    state.secondPass.push(() => 'invalid condition (?(0)');
    return { kind: 'never' };
  }
  const group = sign === '+' || sign === '-' ? relativeOrMissing(state, sign, number) : number;
  requireGroup(state, group, 'secondPass');
  return { kind: 'captured', groups: [group] };
}

/** Like relativeGroup, except that PCRE finds a missing group only in its second pass. */
function relativeOrMissing(state: ParseState, sign: '+' | '-', distance: number): number {
  if (sign === '+' || distance <= state.groupCount) return relativeGroup(state, sign, distance);
  state.secondPass.push(() => NO_SUCH_GROUP);
  return 0;
}
