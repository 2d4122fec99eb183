import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffDelay } from '../../src/discovery/backoff.ts';

test.each([
  [{ attempt: 1, retryAfterMs: undefined, random: 0 }, 400],
  [{ attempt: 1, retryAfterMs: undefined, random: 0.5 }, 600],
  [{ attempt: 3, retryAfterMs: undefined, random: 0 }, 1_600],
  [{ attempt: 100, retryAfterMs: undefined, random: 0 }, 15_000],
  [{ attempt: 1, retryAfterMs: 5_000, random: 0.9 }, 5_000],
  [{ attempt: 100, retryAfterMs: 1_000, random: 0 }, 15_000],
])('%j waits %i ms', (options, expected) => {
  expect(backoffDelay(options)).toBe(expected);
});

test('no pause is longer than 30 s unless the server asks for it, and none is shorter than it asks', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.option(fc.nat(120_000), { nil: undefined }),
      random,
      (attempt, retryAfterMs, spread) => {
        const delay = backoffDelay({ attempt, retryAfterMs, random: spread });
        expect(delay).toBeGreaterThanOrEqual(Math.max(400, retryAfterMs ?? 0));
        expect(delay).toBeLessThanOrEqual(Math.max(30_000, retryAfterMs ?? 0));
      },
    ),
  );
});
