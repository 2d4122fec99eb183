import { describe, expect, it } from 'vitest';
import { distanceText, durationText, exactMomentText, expiryText, momentText } from '../../src/findings/time-text.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 21, 9, 0, 30);

it.each([
  [0, '0 s'],
  [119 * SECOND, '119 s'],
  [2 * MINUTE - 1, '2 min'],
  [90 * MINUTE, '90 min'],
  [2 * HOUR - SECOND, '2 h'],
  [DAY, '24 h'],
  [2 * DAY, '48 h'],
  [41.9 * DAY, '42 d'],
])('%i ms are %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});

describe('a moment', () => {
  it('is told to the minute, or to the second', () => {
    expect(momentText(NOW)).toBe('2026-11-21 09:00 UTC');
    expect(exactMomentText(NOW)).toBe('2026-11-21 09:00:30 UTC');
  });

  it('is told by its distance', () => {
    expect(distanceText(NOW + 2 * HOUR, NOW)).toBe('in 2 h');
    expect(distanceText(NOW - 2 * HOUR, NOW)).toBe('2 h ago');
  });

  it('at which something ends is told by both; some things never end', () => {
    expect(expiryText(NOW + 2 * HOUR, NOW)).toBe('expires 2026-11-21 11:00 UTC, in 2 h');
    expect(expiryText(undefined, NOW)).toBe('never expires');
  });
});
