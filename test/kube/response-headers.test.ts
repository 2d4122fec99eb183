import { describe, expect, it } from 'vitest';
import { mediaType, parseWarnings, retryAfterMs } from '../../src/kube/response-headers.ts';

describe('parseWarnings', () => {
  it.each([
    [undefined, []],
    ['299 - "a, b"', ['a, b']],
    ['299 - "a", 299 - "b \\"c\\" \\\\"', ['a', 'b "c" \\']],
    [
      ['299 kube-apiserver "a" "Sat, 21 Nov 2026 09:00:00 GMT"', '299 - "b"'],
      ['a', 'b'],
    ],
    ['199 - "miscellaneous", 299 - "a"', ['a']],
    ['299 nothing quoted', []],
  ])('reads %j as %j', (header, warnings) => {
    expect(parseWarnings(header)).toEqual(warnings);
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('2026-11-21T09:00:00Z');

  it.each([
    [{ 'retry-after': '3' }, 3000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Sat, 21 Nov 2026 09:00:10 GMT' }, 10_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 08:00:00 GMT' }, 0],
    [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:07 GMT', date: 'Sat, 21 Nov 2026 12:00:00 GMT' }, 7000],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{}, undefined],
  ])('reads %j as %j', (headers, wait) => {
    expect(retryAfterMs(headers, now)).toBe(wait);
  });
});

it('mediaType leaves parameters and case out', () => {
  expect(mediaType({ 'content-type': 'Application/JSON; charset=utf-8' })).toBe('application/json');
  expect(mediaType({})).toBe('');
});
