import type { ParseState } from './parse-state.ts';
import type { Group, Term } from './tree.ts';

/** Whether a part of a pattern may match without taking a unit. */
class EmptinessCheck {
  private readonly state: ParseState;
  /** Groups already judged, or being judged: one that calls itself counts as empty meanwhile. */
  private readonly called = new Map<Group, boolean>();

  constructor(state: ParseState) {
    this.state = state;
  }

  /** Of a group still unread PCRE assumes that it may be empty, and with it all that follows in the branch. */
  branch(terms: readonly Term[]): boolean {
    for (const term of terms) {
      if (term.kind === 'call' && this.isUnread(term.group)) return true;
      if (!this.term(term)) return false;
    }
    return true;
  }

  private isUnread(number: number): boolean {
    const called = this.state.groups.get(number);
    return called === undefined || this.state.open.some(({ group }) => group === called);
  }

  private term(term: Term): boolean {
    switch (term.kind) {
      case 'unit':
      case 'cluster':
        return false;
      case 'sequence':
        return this.branch(term.terms);
      case 'group':
        return this.group(term);
      case 'repeat':
        return term.min === 0 || this.term(term.body);
      case 'conditional':
        return term.no === null || this.branch(term.yes.terms) || this.branch(term.no.terms);
      case 'call':
        return this.call(term.group);
      default:
        return true;
    }
  }

  private group({ alternatives }: Group): boolean {
    return alternatives.some(({ terms }) => this.branch(terms));
  }

  private call(number: number): boolean {
    const group = this.state.groups.get(number);
    if (group === undefined) return true;
    const known = this.called.get(group);
    if (known !== undefined) return known;
    this.called.set(group, true);
    const empty = this.group(group);
    this.called.set(group, empty);
    return empty;
  }
}

/**
 * Whether a call of the group at this place would call itself for ever: the group is open, and nothing in it so far takes
 * a unit. In a conditional group PCRE does not ask, as the condition may end the recursion.
 */
export function callsItselfAtOnce(state: ParseState, number: number): boolean {
  if (state.conditionals > 0) return false;
  const opened = state.open.findIndex(({ group }) => group === state.groups.get(number));
  const check = new EmptinessCheck(state);
  return opened >= 0 && state.open.slice(opened).every(({ branch }) => check.branch(branch));
}
