import type { Choice, Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import type { Verb } from './tree.ts';

/**
 * How far down a verb throws away choices when it is backtracked onto; null when nothing confines it. A call, a negative
 * assertion and a condition confine every verb; (*THEN) also stops at the next alternative and at any assertion.
 */
function confinement(frame: Frame, isThen: boolean): number | null {
  for (let outer = frame; outer.kind !== 'matched'; outer = outer.next) {
    if (outer.kind === 'callEnd') return outer.height;
    // The choice just above is the one that goes on when the assertion's body fails.
    if (outer.kind === 'conditionEnd' || (outer.kind === 'lookEnd' && outer.look.negative)) return outer.height + 1;
    if (isThen && outer.kind === 'lookEnd') return outer.height;
    if (isThen && outer.kind === 'groupEnd' && outer.group.alternatives.length > 1) return outer.height;
  }
  return null;
}

/** What backtracking onto a verb that stands here does. */
export function verbChoice(machine: Machine, term: Extract<Verb, { kind: 'onBacktrack' | 'skipToMark' }>): Choice {
  const isThen = term.kind === 'onBacktrack' && term.verb === 'then';
  const height = confinement(machine.frame, isThen);
  if (height !== null) return { kind: 'drop', height };
  if (term.kind === 'skipToMark') return term;
  switch (term.verb) {
    case 'commit':
      return { kind: 'abandon', abandonment: { kind: 'commit' } };
    case 'skip':
      return { kind: 'abandon', abandonment: { kind: 'skip', to: machine.at } };
    case 'prune':
    case 'then':
      return { kind: 'abandon', abandonment: { kind: 'prune' } };
  }
}

/** (*ACCEPT) closes the groups it stands in and ends the innermost assertion or call, else the match. */
export function accept(machine: Machine): true {
  let frame = machine.frame;
  while (frame.kind !== 'matched' && frame.kind !== 'lookEnd' && frame.kind !== 'conditionEnd' && frame.kind !== 'callEnd') {
    if (frame.kind === 'groupEnd') machine.capture(frame.group, frame.start);
    frame = frame.next;
  }
  machine.frame = frame;
  return true;
}
