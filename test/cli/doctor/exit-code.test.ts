import { expect, test } from 'vitest';
import { exitCodeOf } from '../../../src/cli/doctor/exit-code.ts';
import type { Outcome } from '../../../src/doctor/answer.ts';
import { THRESHOLDS } from '../../../src/doctor/threshold.ts';

function codes(...outcomes: readonly Outcome[]): readonly number[] {
  const checks = outcomes.map((outcome) => ({ id: 'a', category: 'config', title: 'A', evidence: [], outcome }) as const);
  return THRESHOLDS.map((threshold) => exitCodeOf({ checks }, threshold));
}

test.each([
  [
    ['pass', 'skip'],
    [0, 0, 0, 0],
  ],
  [
    ['pass', 'unknown'],
    [0, 0, 1, 0],
  ],
  [
    ['pass', 'warn'],
    [0, 1, 1, 0],
  ],
  [
    ['pass', 'fail', 'skip'],
    [1, 1, 1, 0],
  ],
  [
    ['skip', 'skip'],
    [3, 3, 3, 3],
  ],
  [
    ['skip', 'unknown'],
    [3, 3, 1, 3],
  ],
  [[], [3, 3, 3, 3]],
] as const)('%j ends with %j for the thresholds fail, warn, unknown, never', (outcomes, expected) => {
  expect(THRESHOLDS).toEqual(['fail', 'warn', 'unknown', 'never']);
  expect(codes(...outcomes)).toEqual(expected);
});
