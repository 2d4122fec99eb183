import { describe, expect, test } from 'vitest';
import { maskReport } from '../../src/doctor/mask-report.ts';
import type { DoctorReport } from '../../src/doctor/report.ts';
import { maskSentence, withoutSecrets } from '../../src/doctor/without-secrets.ts';

const SECRET = 'abcdef.0123456789abcdef';

describe('a secret is masked', () => {
  test.each([
    ['wherever it stands', `a ${SECRET}, b ${SECRET}`, [SECRET], 'a ***, b ***'],
    ['without the newline that its file ends in', `token: ${SECRET}`, [`${SECRET}\n`], 'token: ***'],
    ['but no word of every sentence', 'the token', ['token'], 'the token'],
    ['and no empty one', 'the token', ['', '  '], 'the token'],
  ])('%s', (_, text, secrets, masked) => {
    expect(withoutSecrets(text, secrets)).toBe(masked);
    expect(maskSentence(text, secrets)).toBe(masked);
  });
});

test('what looks like a token is masked in a sentence, known or not', () => {
  const jwt = `eyJhbGciOiJSUzI1NiJ9.${'eyJzdWIiOiJub2JvZHkifQ'.repeat(2)}.${'c2lnbmF0dXJl'.repeat(4)}`;
  expect(maskSentence(`The server answers: Bearer ${jwt}`, [])).toBe('The server answers: Bearer ***');
});

test('of a report every sentence is masked, and nothing else changed', () => {
  const result = { id: 'may-list', category: 'permission', outcome: 'fail', cluster: 'prod' } as const;
  const place = { path: 'config.yaml', line: 3 };
  const reportOf = (word: string): DoctorReport => ({
    gatewayVersion: '3.18.0',
    gatewayVersionFrom: 'newest',
    clusters: [],
    checks: [
      { ...result, title: word, evidence: [word, 'a'], cause: { id: 'R01', message: `${word}.` }, mend: `echo ${word}`, place },
      { ...result, outcome: 'pass', title: 'Yes', evidence: [] },
    ],
    milliseconds: 1,
  });
  expect(maskReport(reportOf(SECRET), [SECRET])).toEqual(reportOf('***'));
});
