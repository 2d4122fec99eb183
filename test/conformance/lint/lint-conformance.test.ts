import { expect, test } from 'vitest';
import { LINT_RECORDINGS, readLintRecordings } from './lint-recording.ts';
import { replayLint } from './replay-lint.ts';

test.each(LINT_RECORDINGS)('lint says of every recording of %s what the gateway did', { timeout: 120_000 }, async (name) => {
  const recordings = readLintRecordings('test/fixtures/recordings', name) ?? [];
  const results = await replayLint(recordings);
  expect(results.length).toBeGreaterThan(3_000);
  expect(results.filter(({ difference }) => difference !== undefined)).toEqual([]);
});
