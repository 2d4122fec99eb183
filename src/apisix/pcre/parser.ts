import { literal, parseAtom, parseWordEdge } from './atom.ts';
import type { Dialect } from './dialect.ts';
import { readDialect } from './dialect.ts';
import { steppedBack } from './fixed-width.ts';
import type { AlternativesKind } from './group.ts';
import type { Draft, OpenGroup } from './parse-state.ts';
import { ParseState } from './parse-state.ts';
import type { Atom } from './quantifier.ts';
import { parseQuantifier, repeatable, repeated, skipIgnored } from './quantifier.ts';
import { PatternFault } from './reader.ts';
import type { Group, Pattern, Sequence, Term } from './tree.ts';

/** Skips what leaves no trace: (?x) blanks, `\E` without `\Q`, comments. A quantifier looks back across them. */
function skipTraceless(state: ParseState): void {
  const { reader } = state;
  for (;;) {
    skipIgnored(state);
    if (reader.skip('(?#')) {
      reader.takeWhile(/^[^)]$/s);
      if (!reader.skip(')')) throw new PatternFault('missing ) after comment');
    } else if (!reader.skip('\\E')) return;
  }
}

/** Reads one alternative into `terms`, which a call inside it may inspect before it is complete. */
function readBranch(state: ParseState, terms: Term[]): void {
  const { reader } = state;
  let last: Atom | null = null;
  for (;;) {
    skipTraceless(state);
    if (reader.atEnd() || reader.peek() === '|' || reader.peek() === ')') return;
    const quantifier = parseQuantifier(state);
    if (quantifier !== null) {
      if (last?.repeatable !== true) throw new PatternFault('nothing to repeat');
      terms[terms.length - 1] = repeated(last.term, quantifier);
      last = null;
    } else if (reader.skip('\\Q')) {
      while (!reader.atEnd() && !reader.skip('\\E')) {
        last = repeatable(literal(state, reader.take().codePointAt(0) ?? 0));
        terms.push(last.term);
      }
    } else {
      const edge = parseWordEdge(state);
      if (edge !== null) terms.push(edge[0]);
      last = edge === null ? parseAtom(state, readAlternatives) : repeatable(edge[1]);
      terms.push(last.term);
    }
  }
}

function readAlternatives(state: ParseState, group: Draft<Group>, kind: AlternativesKind): void {
  const open: OpenGroup = { group, branch: [] };
  const alternatives: Sequence[] = [];
  const firstCount = state.groupCount;
  let highestCount = firstCount;
  state.open.push(open);
  do {
    if (kind === 'branchReset') state.groupCount = firstCount;
    const terms: Term[] = [];
    open.branch = terms;
    readBranch(state, terms);
    const alternative: Sequence = { kind: 'sequence', terms };
    alternatives.push(kind === 'lookbehind' ? steppedBack(state, alternative) : alternative);
    highestCount = Math.max(highestCount, state.groupCount);
  } while (state.reader.skip('|'));
  state.open.pop();
  state.groupCount = highestCount;
  group.alternatives = alternatives;
}

/** The units of a pattern. PCRE takes it as a C string, so a NUL ends it. */
function patternUnits(source: string, { utf }: Dialect): readonly string[] {
  const text = source.split('\0', 1)[0] ?? '';
  return utf ? [...text] : [...Buffer.from(text).toString('latin1')];
}

/** Reads a pattern. Throws PatternFault with PCRE's message when it is faulty. */
export function parsePattern(source: string): Pattern {
  const { dialect, rest } = readDialect(source);
  const state = new ParseState(patternUnits(rest, dialect), dialect);
  const root: Draft<Group> = { kind: 'group', number: 0, atomic: false, alternatives: [] };
  state.groups.set(0, root);
  readAlternatives(state, root, 'plain');
  if (!state.reader.atEnd()) state.secondPass.push(() => 'unmatched parentheses');
  for (const check of [...state.secondPass, ...state.finalChecks]) {
    const message = check();
    if (message !== null) throw new PatternFault(message);
  }
  return { root, groups: state.groups, utf: dialect.utf };
}
