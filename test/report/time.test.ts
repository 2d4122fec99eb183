import { expect, it } from 'vitest';
import { formatDistance, formatDuration, formatUtc } from '../../src/report/time.ts';

const HOUR = 3_600_000;

it.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [HOUR - 1, '59 min'],
  [HOUR, '1 h'],
  [48 * HOUR - 1, '47 h'],
  [48 * HOUR, '2 d'],
  [41.9 * 24 * HOUR, '41 d'],
])('%i ms are %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

it('a moment is told by its distance and by its date', () => {
  const now = Date.UTC(2026, 10, 21, 9);
  expect(formatDistance(now + 2 * HOUR, now)).toBe('in 2 h');
  expect(formatDistance(now - 2 * HOUR, now)).toBe('2 h ago');
  expect(formatUtc(now)).toBe('2026-11-21T09:00:00Z');
});
