import { enterConditional } from './conditional.ts';
import { accept, verbChoice } from './control.ts';
import type { Frame } from './frame.ts';
import { currentCall } from './frame.ts';
import type { Machine } from './machine.ts';
import { GivenUp } from './machine.ts';
import { enterRepeat } from './repetition.ts';
import type { BackReference, Look, Term } from './tree.ts';

/** Begins a term; the machine's frame is already what comes after it. False when the term fails here. */
export function enter(machine: Machine, term: Term): boolean {
  const next = machine.frame;
  switch (term.kind) {
    case 'unit':
      return machine.consume(term.accepts);
    case 'position':
      return term.holds(machine.subject, machine.at);
    case 'cluster':
      return machine.moveTo(term.end(machine.subject, machine.at));
    case 'stepBack':
      return machine.moveTo(machine.at - term.width);
    case 'backReference':
      return repeatCaptured(machine, term);
    case 'sequence':
      return machine.follow(term.terms, next);
    case 'group':
      return machine.followGroup(term, next);
    case 'repeat':
      return enterRepeat(machine, term, next);
    case 'look':
      return enterLook(machine, term, next);
    case 'conditional':
      return enterConditional(machine, term, next);
    case 'call':
      return call(machine, term.group, next);
    case 'startReset':
      machine.start = machine.at;
      return true;
    case 'fail':
      return false;
    case 'accept':
      return accept(machine);
    case 'mark':
      machine.choices.push({ kind: 'mark', name: term.name, at: machine.at });
      return true;
    case 'onBacktrack':
    case 'skipToMark':
      machine.choices.push(verbChoice(machine, term));
      return true;
  }
}

/** A group that is not set matches nothing, not even the empty string. */
function repeatCaptured(machine: Machine, { groups, sameCharacter }: BackReference): boolean {
  const captured = machine.firstSet(groups);
  if (captured === null) return false;
  machine.passOver(captured.to - captured.from);
  for (let at = captured.from; at < captured.to; at++) {
    if (!machine.consume((unit) => sameCharacter(unit, machine.subject[at] ?? 0))) return false;
  }
  return true;
}

/** When the body of a negative assertion fails, the choice made here goes on after it. */
function enterLook(machine: Machine, look: Look, next: Frame): true {
  const end: Frame = { kind: 'lookEnd', look, start: machine.at, height: machine.choices.length, next };
  if (look.negative) machine.otherwise(next);
  return machine.followGroup(look.body, end);
}

/** A call is atomic, and what it captures is forgotten. Throws GivenUp when it would call itself for ever. */
function call(machine: Machine, number: number, next: Frame): boolean {
  const start = machine.at;
  for (let outer = currentCall(next); outer !== null; outer = currentCall(outer.next)) {
    if (outer.group === number && outer.start === start) throw new GivenUp();
    machine.passOver(1);
  }
  const group = machine.pattern.groups.get(number);
  if (group === undefined) return false;
  const { captures } = machine;
  return machine.followGroup(group, { kind: 'callEnd', group: number, start, captures, height: machine.choices.length, next });
}
