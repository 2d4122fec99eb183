import type { Frame } from './frame.ts';
import { currentCall } from './frame.ts';
import type { Machine } from './machine.ts';
import type { Condition, Conditional, Look } from './tree.ts';
import { EMPTY } from './tree.ts';

/** Goes on with the alternative for a condition that is met or not. */
export function followConditional(
  machine: Machine,
  { conditional, met, next }: { readonly conditional: Conditional; readonly met: boolean; readonly next: Frame },
): true {
  return machine.follow((met ? conditional.yes : (conditional.no ?? EMPTY)).terms, next);
}

function isMet(machine: Machine, condition: Exclude<Condition, Look>): boolean {
  switch (condition.kind) {
    case 'captured':
      return machine.firstSet(condition.groups) !== null;
    case 'called': {
      const call = currentCall(machine.frame);
      return call !== null && (condition.groups?.includes(call.group) ?? true);
    }
    case 'never':
      return false;
  }
}

/** Begins a conditional group; an assertion as condition is matched first. */
export function enterConditional(machine: Machine, conditional: Conditional, next: Frame): true {
  const { condition } = conditional;
  if (condition.kind !== 'look') return followConditional(machine, { conditional, met: isMet(machine, condition), next });
  const height = machine.choices.length;
  followConditional(machine, { conditional, met: condition.negative, next });
  machine.otherwise(machine.frame);
  return machine.followGroup(condition.body, {
    kind: 'conditionEnd',
    look: condition,
    conditional,
    start: machine.at,
    height,
    next,
  });
}
