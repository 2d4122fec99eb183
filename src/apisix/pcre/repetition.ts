import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import type { Repeat, UnitTest } from './tree.ts';

/** Begins a repeat. False when it fails here. */
export function enterRepeat(machine: Machine, repeat: Repeat, next: Frame): boolean {
  if (repeat.body.kind === 'unit' && repeat.mode !== 'lazy') return run(machine, repeat.body.accepts, repeat);
  const height = machine.choices.length;
  const after: Frame = repeat.mode === 'possessive' ? { kind: 'atomicEnd', height, next } : next;
  return iterate(machine, { repeat, count: 0, next: after });
}

/** Takes as many single units as it can, to be given back one by one. */
function run(machine: Machine, accepts: UnitTest, { min, max, mode }: Repeat): boolean {
  const from = machine.at;
  while (machine.at - from < max && machine.consume(accepts));
  machine.passOver(machine.at - from);
  const least = from + min;
  if (mode === 'greedy' && machine.at > least) {
    machine.choices.push({ kind: 'shrink', thread: machine.thread(machine.frame), least });
  }
  return machine.at >= least;
}

/** After `count` iterations: another one, or what follows, or first the one and then the other. */
export function iterate(machine: Machine, { repeat, count, next }: Omit<Extract<Frame, { kind: 'iteration' }>, 'kind'>): true {
  const end: Frame = { kind: 'iterationEnd', repeat, count: count + 1, start: machine.at, next };
  if (count < repeat.min) return machine.follow([repeat.body], end);
  machine.frame = next;
  if (count >= repeat.max) return true;
  const again: Frame = { kind: 'terms', terms: [repeat.body], index: 0, next: end };
  const lazy = repeat.mode === 'lazy';
  machine.otherwise(lazy ? again : next);
  machine.frame = lazy ? next : again;
  return true;
}

/** After an iteration that began at `start`. An unlimited repeat ends with one that took nothing, else it would not end. */
export function endIteration(machine: Machine, frame: Extract<Frame, { kind: 'iterationEnd' }>): true {
  const { repeat, count, start, next } = frame;
  const endless = repeat.max === Infinity && count >= repeat.min && start === machine.at;
  machine.frame = endless ? next : { kind: 'iteration', repeat, count, next };
  return true;
}
