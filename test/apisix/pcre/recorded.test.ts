import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compilePcre } from '../../../src/apisix/pcre/pcre.ts';

/** Pattern, subject, and what PCRE 8.39 makes of them: the bytes of the leftmost match, null for none, or why the pattern is faulty. */
type Recording = [pattern: string, subject: string, expected: [start: number, end: number] | null | string];

const recordings = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as Recording[];

test.each(recordings)('answers like PCRE: %j in %j', (pattern, subject, expected) => {
  const compilation = compilePcre(pattern);
  if (!compilation.ok) {
    expect(compilation.message).toBe(expected);
    return;
  }
  const found = Array.isArray(expected)
    ? { index: expected[0], match: Buffer.from(subject).toString('utf8', ...expected) }
    : expected;
  expect(compilation.pattern.exec(subject)).toEqual(found);
});
