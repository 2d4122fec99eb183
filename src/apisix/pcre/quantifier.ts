import type { ParseState } from './parse-state.ts';
import { PatternFault } from './reader.ts';
import type { Reader } from './reader.ts';
import type { Repeat, Term } from './tree.ts';

/** How often, and whether more or fewer are tried first. */
export type Quantifier = Pick<Repeat, 'min' | 'max' | 'mode'>;

/** A piece of a pattern, and whether a quantifier may follow it. */
export interface Atom {
  readonly term: Term;
  readonly repeatable: boolean;
}

export function repeatable(term: Term): Atom {
  return { term, repeatable: true };
}

export function unrepeatable(term: Term): Atom {
  return { term, repeatable: false };
}

const MAX_COUNT = 65_535;
const DIGIT = /^[0-9]$/;

/** Whether `{2}`, `{2,}` or `{2,3}` comes next; any other brace is a literal. */
export function isCountedRepeat(reader: Reader): boolean {
  const start = reader.at;
  let counted = reader.skip('{') && reader.takeWhile(DIGIT) !== '';
  if (counted && reader.skip(',')) reader.takeWhile(DIGIT);
  counted &&= reader.peek() === '}';
  reader.at = start;
  return counted;
}

function takeCount(reader: Reader): number | null {
  const digits = reader.takeWhile(DIGIT);
  if (Number(digits) > MAX_COUNT) throw new PatternFault('number too big in {} quantifier');
  return digits === '' ? null : Number(digits);
}

function takeCounts(reader: Reader): Pick<Repeat, 'min' | 'max'> {
  if (reader.skip('*')) return { min: 0, max: Infinity };
  if (reader.skip('+')) return { min: 1, max: Infinity };
  if (reader.skip('?')) return { min: 0, max: 1 };
  reader.skip('{');
  const min = takeCount(reader) ?? 0;
  const max = reader.skip(',') ? (takeCount(reader) ?? Infinity) : min;
  reader.skip('}');
  if (max < min) throw new PatternFault('numbers out of order in {} quantifier');
  return { min, max };
}

/** Skips white space and comments when (?x) is on; a comment ends with the line. */
export function skipIgnored({ reader, options }: ParseState): void {
  if (!options.extended) return;
  while (reader.takeWhile(/^[\t-\r ]$/) !== '' || reader.peek() === '#') {
    if (reader.skip('#')) reader.takeWhile(/^[^\n]$/);
  }
}

/** Reads a quantifier, or returns null when none comes next. Under (?x) blanks may stand before its suffix. */
export function parseQuantifier(state: ParseState): Quantifier | null {
  const { reader } = state;
  if (!/^[*+?]$/.test(reader.peek()) && !isCountedRepeat(reader)) return null;
  const counts = takeCounts(reader);
  skipIgnored(state);
  if (reader.skip('+')) return { ...counts, mode: 'possessive' };
  const lazy = reader.skip('?') !== state.options.ungreedy;
  return { ...counts, mode: lazy ? 'lazy' : 'greedy' };
}

/** The term repeated. An assertion holds or not however often it is asked, so PCRE asks once; DEFINE matches nothing anyway. */
export function repeated(body: Term, { min, max, mode }: Quantifier): Term {
  if (body.kind === 'look') return { kind: 'repeat', body, min: Math.min(min, 1), max: Math.min(max, 1), mode };
  if (body.kind === 'conditional' && body.condition.kind === 'never') return body;
  return { kind: 'repeat', body, min, max, mode };
}
