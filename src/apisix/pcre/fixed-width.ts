import type { Draft, ParseState } from './parse-state.ts';
import type { Group, Sequence, StepBack, Term } from './tree.ts';

/** The width of the group of that number, null when it varies. */
type WidthOfCall = (group: number) => number | null;

function sharedWidth(alternatives: readonly Sequence[], ofCall: WidthOfCall): number | null {
  const widths = new Set(alternatives.map((alternative) => fixedWidth(alternative, ofCall)));
  const [width] = widths;
  return widths.size === 1 ? (width ?? null) : null;
}

/** How many units a term always takes; null when that varies. */
function fixedWidth(term: Term, ofCall: WidthOfCall): number | null {
  switch (term.kind) {
    case 'unit':
      return 1;
    case 'cluster':
    case 'backReference':
      return null;
    case 'sequence': {
      const accepted = term.terms.findIndex(({ kind }) => kind === 'accept');
      const widths = term.terms.slice(0, accepted < 0 ? undefined : accepted).map((part) => fixedWidth(part, ofCall));
      return widths.reduce((sum, width) => (sum === null || width === null ? null : sum + width), 0);
    }
    case 'group':
      return sharedWidth(term.alternatives, ofCall);
    case 'repeat': {
      if (term.min !== term.max) return null;
      // A group repeated no times stays in the pattern, to be called, and PCRE does not see past it.
      if (term.max === 0) return ['unit', 'cluster', 'backReference'].includes(term.body.kind) ? 0 : null;
      // Repeated, \R and \X pass for single units with PCRE.
      if (term.body.kind === 'cluster' && term.min > 1) return term.min;
      const width = fixedWidth(term.body, ofCall);
      return width === null ? null : width * term.min;
    }
    case 'conditional':
      // PCRE leaves the missing alternative out of account.
      return sharedWidth(term.no === null ? [term.yes] : [term.yes, term.no], ofCall);
    case 'call':
      return ofCall(term.group);
    default:
      return 0;
  }
}

/** The width of a called group, which varies when the call stands in that group. Each group is measured once. */
function widthOfCalls(groups: ReadonlyMap<number, Group>, open: readonly (number | null)[]): WidthOfCall {
  const widths = new Map<number | null, number | null>(open.map((number) => [number, null]));
  const ofCall: WidthOfCall = (number) => {
    const known = widths.get(number);
    const group = groups.get(number);
    if (known !== undefined || group === undefined) return known ?? null;
    widths.set(number, null);
    const width = fixedWidth(group, ofCall);
    widths.set(number, width);
    return width;
  };
  return ofCall;
}

/** An alternative of a lookbehind: it goes back by its own width first, which must be fixed. */
export function steppedBack(state: ParseState, alternative: Sequence): Sequence {
  const stepBack: Draft<StepBack> = { kind: 'stepBack', width: 0 };
  const setWidth = (width: number | null): string | null => {
    stepBack.width = width ?? 0;
    return width === null ? 'lookbehind assertion is not fixed length' : null;
  };
  state.secondPass.push(() => setWidth(fixedWidth(alternative, () => 0)));
  const open = state.open.map(({ group }) => group.number);
  state.finalChecks.push(() => setWidth(fixedWidth(alternative, widthOfCalls(state.groups, open))));
  return { kind: 'sequence', terms: [stepBack, ...alternative.terms] };
}
