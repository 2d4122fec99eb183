import { followConditional } from './conditional.ts';
import { enter } from './enter.ts';
import type { Abandonment, Frame } from './frame.ts';
import { GivenUp, Machine } from './machine.ts';
import { endIteration, iterate } from './repetition.ts';
import type { Pattern, Units } from './tree.ts';

/** The units of a match, end exclusive. `\K` in a lookahead can put the start behind the end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The leftmost match of a pattern, null when there is none, `limit` when the search was given up after so many steps. */
export function search(pattern: Pattern, subject: Units, stepLimit: number): Span | 'limit' | null {
  try {
    return firstMatch(new Machine(pattern, subject, stepLimit));
  } catch (error) {
    if (error instanceof GivenUp) return 'limit';
    throw error;
  }
}

/** An attempt at each position until one succeeds. */
function firstMatch(machine: Machine): Span | null {
  let from = 0;
  while (from <= machine.subject.length) {
    const outcome = attempt(machine, from);
    if (outcome === 'matched') return { start: machine.start, end: machine.at };
    if (outcome !== 'failed' && outcome.kind === 'commit') return null;
    from = Math.max(from + 1, outcome !== 'failed' && outcome.kind === 'skip' ? outcome.to : 0);
  }
  return null;
}

function attempt(machine: Machine, from: number): 'matched' | 'failed' | Abandonment {
  const { root, groups } = machine.pattern;
  machine.choices = [];
  machine.resume({
    frame: { kind: 'alternative', group: root, index: 0, next: { kind: 'matched' } },
    at: from,
    captures: new Array<number>(2 * groups.size).fill(-1),
    start: from,
  });
  while (machine.frame.kind !== 'matched') {
    machine.step();
    if (advance(machine, machine.frame)) continue;
    const outcome = backtrack(machine);
    if (outcome !== 'resumed') return outcome;
  }
  return 'matched';
}

/** Takes one step along the chain; false when matching fails there. */
function advance(machine: Machine, frame: Exclude<Frame, { kind: 'matched' }>): boolean {
  machine.frame = frame.next;
  switch (frame.kind) {
    case 'terms': {
      const term = frame.terms[frame.index];
      if (term === undefined) return true;
      const index = frame.index + 1;
      if (index < frame.terms.length) machine.frame = { ...frame, index };
      return enter(machine, term);
    }
    case 'alternative': {
      const { group, index, next } = frame;
      if (index + 1 < group.alternatives.length) machine.otherwise({ ...frame, index: index + 1 });
      const end: Frame = { kind: 'groupEnd', group, start: machine.at, height: machine.choices.length, next };
      return machine.follow(group.alternatives[index]?.terms ?? [], end);
    }
    case 'groupEnd':
      machine.capture(frame.group, frame.start);
      return true;
    case 'atomicEnd':
      machine.choices.length = frame.height;
      return true;
    case 'iteration':
      return iterate(machine, frame);
    case 'iterationEnd':
      return endIteration(machine, frame);
    case 'lookEnd':
      machine.choices.length = frame.height;
      machine.at = frame.start;
      return !frame.look.negative;
    case 'conditionEnd':
      machine.choices.length = frame.height;
      machine.at = frame.start;
      return followConditional(machine, { ...frame, met: !frame.look.negative });
    case 'callEnd':
      machine.choices.length = frame.height;
      machine.captures = frame.captures;
      return true;
  }
}

/** Takes up the newest choice that can still lead to a match. */
function backtrack(machine: Machine): 'resumed' | 'failed' | Abandonment {
  const { choices } = machine;
  for (let choice = choices.pop(); choice !== undefined; choice = choices.pop()) {
    switch (choice.kind) {
      case 'resume':
        machine.resume(choice.thread);
        return 'resumed';
      case 'shrink': {
        const thread = { ...choice.thread, at: choice.thread.at - 1 };
        if (thread.at > choice.least) choices.push({ ...choice, thread });
        machine.resume(thread);
        return 'resumed';
      }
      case 'mark':
        break;
      case 'drop':
        choices.length = choice.height;
        break;
      case 'abandon':
        return choice.abandonment;
      case 'skipToMark': {
        const { name } = choice;
        const mark = choices.findLast((other) => other.kind === 'mark' && other.name === name);
        if (mark?.kind === 'mark') return { kind: 'skip', to: mark.at };
        break;
      }
    }
  }
  return 'failed';
}
