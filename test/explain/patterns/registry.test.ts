import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../src/doctor/checks/index.ts';
import { RELEASES } from '../../../src/apisix/release.ts';
import { readLogLine } from '../../../src/explain/input/log-line.ts';
import { PATTERNS } from '../../../src/explain/patterns/index.ts';
import { readSymptom } from '../../../src/explain/read-symptom.ts';

/** Of the examples of all patterns. */
const causes = PATTERNS.flatMap(({ examples, explain }) =>
  examples.flatMap((example) => {
    const symptom = readSymptom(readLogLine(example))?.symptom;
    return symptom === undefined ? [] : (explain(symptom, RELEASES)?.causes ?? []);
  }),
);

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

  test('what begins as a command is one to its end, to be pasted', () => {
    const commands = causes.flatMap(({ prove, mend }) => [prove, mend]).filter((text) => /^(?:k8s-disco|kube\w+) /.test(text));
    expect(commands.filter((text) => /[,;] /.test(text))).toEqual([]);
  });

  test('doctor has a check of the category that is to prove a cause, where any check tells it', () => {
    const wrong = causes.filter(({ id, prove }) => {
      const [, category] = /^k8s-disco doctor .*--category (\w+)/.exec(prove) ?? [];
      const categories = CHECKS.filter((check) => check.causes.includes(id)).map((check): string => check.category);
      return category !== undefined && categories.length > 0 && !categories.includes(category);
    });
    expect(wrong).toEqual([]);
  });

  test('every pattern has an example, but the one that holds a token', () => {
    expect(PATTERNS.filter(({ examples }) => examples.length === 0).map(({ name }) => name)).toEqual(['token-logged']);
  });
});
