import { describe, expect, test } from 'vitest';
import { LINT_OUTPUTS } from '../../../src/cli/lint/flags.ts';
import { LINT_FORMATS } from '../../../src/report/lint/formats.ts';
import { HOSTILE, documentOf, options, reportOf } from './made-report.ts';

test('every format that lint offers is there', () => {
  expect(Object.keys(LINT_FORMATS)).toEqual([...LINT_OUTPUTS]);
});

describe.each(Object.entries(LINT_FORMATS))('%s', (_, format) => {
  test.each([
    ['no file', reportOf([])],
    ['no finding', reportOf([documentOf()])],
    ['hostile text', reportOf([HOSTILE])],
  ])('is whole lines without control characters for %s', (_name, report) => {
    expect(format(report, options)).toMatch(/^(?:[^\p{Cc}\p{Cf}]*\n)*$/u);
  });
});
