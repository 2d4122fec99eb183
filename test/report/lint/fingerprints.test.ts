import { expect, test } from 'vitest';
import { fingerprintsOf } from '../../../src/report/lint/fingerprints.ts';
import { CONFIG, documentOf, finding, reportOf } from './made-report.ts';
import type { LintFinding } from '../../../src/lint/report.ts';

function fingerprintOf(found: LintFinding, text = CONFIG): string | undefined {
  return fingerprintsOf(reportOf([documentOf({ text, findings: [found] })])).get(found);
}

const before = fingerprintOf(finding());

test.each([
  ['another line', finding({ position: { line: 7, column: 13 } }), `# one\n# two\n${CONFIG}`],
  ['another indent', finding({ position: { line: 5, column: 11 } }), CONFIG.replace('      port', '    port')],
  ['another message', finding({ message: 'Write a text.' }), CONFIG],
])('a finding stays the same on %s', (_, found, text) => {
  expect(fingerprintOf(found, text)).toBe(before);
});

test.each([
  ['of another id', finding({ id: 'C24' }), CONFIG],
  ['about another text', finding(), CONFIG.replace('6443', '443')],
])('a finding %s is another', (_, found, text) => {
  expect(fingerprintOf(found, text)).not.toBe(before);
});

test('two that are alike have two names', () => {
  const twins = [finding(), finding()];
  const names = fingerprintsOf(
    reportOf([documentOf({ findings: [twins[0]!] }), documentOf({ document: 2, findings: [twins[1]!] })]),
  );
  expect(names.get(twins[0]!)).toBe(before);
  expect(names.get(twins[1]!)).toBe(before?.replace(/:1$/, ':2'));
});
