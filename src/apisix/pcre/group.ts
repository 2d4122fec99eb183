import { parseCondition } from './condition.ts';
import { declareName, takeDeclaredName } from './group-name.ts';
import type { Draft, Options, ParseState } from './parse-state.ts';
import type { Atom } from './quantifier.ts';
import { repeatable, unrepeatable } from './quantifier.ts';
import { PatternFault } from './reader.ts';
import { callOfName, callOfNumber, isNumberedTarget, referenceToName, takeNumberedCall } from './reference.ts';
import type { Group, Look, Term } from './tree.ts';
import { EMPTY } from './tree.ts';

/** Reads the alternatives of a group up to, not including, its closing parenthesis. */
export type ReadAlternatives = (state: ParseState, group: Draft<Group>, kind: AlternativesKind) => void;

/** Alternatives may number their groups from the same number on, `(?|`, or be matched backwards from where they stand. */
export type AlternativesKind = 'plain' | 'branchReset' | 'lookbehind';

const UNNUMBERED = { number: null, atomic: false };

const MAX_DEPTH = 250;

const OPTION_LETTERS: Readonly<Record<string, keyof Options>> = {
  i: 'caseless',
  m: 'multiline',
  s: 'dotAll',
  x: 'extended',
  U: 'ungreedy',
  J: 'duplicateNames',
  X: 'strictEscapes',
};

class GroupReader {
  private readonly state: ParseState;
  private readonly readAlternatives: ReadAlternatives;

  constructor(state: ParseState, readAlternatives: ReadAlternatives) {
    this.state = state;
    this.readAlternatives = readAlternatives;
  }

  read(): Atom {
    const { reader } = this.state;
    if (!reader.skip('?')) return repeatable(this.capture(null));
    if (reader.skip(':')) return repeatable(this.body(UNNUMBERED));
    if (reader.skip('>')) return repeatable(this.body({ number: null, atomic: true }));
    if (reader.skip('|')) return repeatable(this.body(UNNUMBERED, 'branchReset'));
    if (reader.skip('(')) return repeatable(this.conditional());
    const look = this.look();
    if (look !== null) return repeatable(look);
    if (reader.skip('C')) return this.callout();
    return this.named() ?? this.call() ?? this.optionSetting();
  }

  private look(): Look | null {
    const { reader } = this.state;
    for (const [prefix, behind, negative] of [
      ['=', false, false],
      ['!', false, true],
      ['<=', true, false],
      ['<!', true, true],
    ] as const) {
      if (!reader.skip(prefix)) continue;
      return { kind: 'look', negative, body: this.body(UNNUMBERED, behind ? 'lookbehind' : 'plain') };
    }
    return null;
  }

  /** Reads alternatives and the closing parenthesis. Options set inside end with the group. */
  private body(head: Pick<Group, 'number' | 'atomic'>, kind: AlternativesKind = 'plain'): Group {
    const { state } = this;
    const group: Draft<Group> = { kind: 'group', ...head, alternatives: [] };
    if (group.number !== null && !state.groups.has(group.number)) state.groups.set(group.number, group);
    if (state.open.length > MAX_DEPTH) throw new PatternFault('parentheses are too deeply nested');
    const outer = state.options;
    this.readAlternatives(state, group, kind);
    state.options = outer;
    if (!state.reader.skip(')')) throw new PatternFault('missing )');
    return group;
  }

  private capture(name: string | null): Group {
    this.state.groupCount++;
    const number = this.state.groupCount;
    if (name !== null) declareName(this.state, name, number);
    return this.body({ number, atomic: false });
  }

  private conditional(): Term {
    const { state } = this;
    state.conditionals++;
    const condition = this.assertionCondition() ?? parseCondition(state);
    const { alternatives } = this.body(UNNUMBERED);
    state.conditionals--;
    const most = condition.kind === 'never' ? 1 : 2;
    if (alternatives.length > most) {
      state.secondPass.push(() =>
        most === 1 ? 'DEFINE group contains more than one branch' : 'conditional group contains more than two branches',
      );
    }
    const [yes = EMPTY, no = null] = alternatives;
    return { kind: 'conditional', condition, yes, no };
  }

  /** The lookaround of (?(?=…)…), before which a callout may stand. */
  private assertionCondition(): Look | null {
    const { reader } = this.state;
    if (reader.skip('?C')) {
      this.callout();
      if (!reader.skip('(')) throw new PatternFault('assertion expected after (?( or (?(?C)');
    }
    if (!reader.skip('?')) return null;
    const look = this.look();
    if (look === null) throw new PatternFault('assertion expected after (?( or (?(?C)');
    return look;
  }

  /** A callout asks the program that called PCRE, and nginx answers none. */
  private callout(): Atom {
    const { reader } = this.state;
    const number = reader.takeNumber() ?? 0;
    if (number > 255) throw new PatternFault('number after (?C is > 255');
    if (!reader.skip(')')) throw new PatternFault('closing ) for (?C expected');
    return unrepeatable(EMPTY);
  }

  private named(): Atom | null {
    const { state } = this;
    const { reader } = state;
    if (reader.skip('P=')) return repeatable(referenceToName(state, ')'));
    if (reader.skip('P>') || reader.skip('&')) return repeatable(callOfName(state, ')'));
    if (reader.skip('P<')) return repeatable(this.capture(takeDeclaredName(reader, '>')));
    if (reader.skip("'")) return repeatable(this.capture(takeDeclaredName(reader, "'")));
    if (reader.skip('P')) throw new PatternFault('unrecognized character after (?P');
    if (!reader.skip('<')) return null;
    if (!/^[0-9A-Za-z_]$/.test(reader.peek())) throw new PatternFault('unrecognized character after (?<');
    return repeatable(this.capture(takeDeclaredName(reader, '>')));
  }

  private call(): Atom | null {
    const { state } = this;
    const { reader } = state;
    const fault = '(?R or (?[+-]digits must be followed by )';
    if (isNumberedTarget(state)) return repeatable(takeNumberedCall(state, { terminator: ')', fault }));
    if (reader.peek() === '+') throw new PatternFault('digit expected after (?+');
    if (!reader.skip('R')) return null;
    if (!reader.skip(')')) throw new PatternFault(fault);
    return repeatable(callOfNumber(state, 0));
  }

  /** (?i-s) for the rest of the group around it, (?i-s:…) for a group of its own. */
  private optionSetting(): Atom {
    const { state } = this;
    const { reader } = state;
    const outer = state.options;
    let value = true;
    while (reader.peek() !== ')' && reader.peek() !== ':') {
      const letter = reader.take();
      const option = OPTION_LETTERS[letter];
      if (letter === '-') value = false;
      else if (option !== undefined) state.options = { ...state.options, [option]: value };
      else throw new PatternFault('unrecognized character after (? or (?-');
    }
    if (reader.take() === ')') return unrepeatable(EMPTY);
    const group = this.body(UNNUMBERED);
    state.options = outer;
    return repeatable(group);
  }
}

/** Reads a parenthesis, of which `(` is consumed. Throws PatternFault. */
export function parseGroup(state: ParseState, readAlternatives: ReadAlternatives): Atom {
  return new GroupReader(state, readAlternatives).read();
}
