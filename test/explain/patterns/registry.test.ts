import { describe, expect, test } from 'vitest';
import { RELEASES } from '../../../src/apisix/release.ts';
import { readLogLine } from '../../../src/explain/input/log-line.ts';
import { PATTERNS } from '../../../src/explain/patterns/index.ts';
import { readSymptom } from '../../../src/explain/read-symptom.ts';

describe('the registry of patterns', () => {
  test('names are unique', () => {
    expect(new Set(PATTERNS.map(({ name }) => name)).size).toBe(PATTERNS.length);
  });

  test.each(PATTERNS.flatMap(({ name, examples }) => examples.map((example) => [name, example] as const)))(
    'an example of %s is its own, and no other pattern’s: %s',
    (name, example) => {
      const symptom = readSymptom(readLogLine(example))?.symptom;
      const own = PATTERNS.filter((one) => symptom !== undefined && one.explain(symptom, RELEASES) !== undefined);
      expect(own.map((one) => one.name)).toEqual([name]);
    },
  );

  test('every pattern has an example, but the one that holds a token', () => {
    expect(PATTERNS.filter(({ examples }) => examples.length === 0).map(({ name }) => name)).toEqual(['token-logged']);
  });
});
