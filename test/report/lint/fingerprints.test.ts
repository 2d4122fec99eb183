import { expect, test } from 'vitest';
import { fingerprintsOf } from '../../../src/report/lint/fingerprints.ts';
import { CONFIG, documentOf, finding, reportOf } from './made-report.ts';
import type { LintFinding } from '../../../src/lint/report.ts';

function fingerprintOf(found: LintFinding, { text = CONFIG, path = 'config.yaml' } = {}): string | undefined {
  return fingerprintsOf(reportOf([documentOf({ path, text, findings: [found] })])).get(found);
}

const before = fingerprintOf(finding());

test.each([
  ['another line', finding({ position: { line: 7, column: 13 } }), { text: `# one\n# two\n${CONFIG}` }],
  ['another indent', finding({ position: { line: 5, column: 11 } }), { text: CONFIG.replace('      port', '    port') }],
  ['another way to its file', finding(), { path: './conf/../config.yaml' }],
])('a finding stays the same on %s', (_, found, file) => {
  expect(fingerprintOf(found, file)).toBe(before);
});

test.each([
  ['of another id', finding({ id: 'C24' }), {}],
  ['of another message', finding({ message: 'Write a text.' }), {}],
  ['about another text', finding(), { text: CONFIG.replace('6443', '443') }],
  ['of another file', finding(), { path: 'conf/config.yaml' }],
])('a finding %s is another', (_, found, file) => {
  expect(fingerprintOf(found, file)).not.toBe(before);
});

test('two that are alike have two names', () => {
  const twins = [finding(), finding()];
  const names = fingerprintsOf(
    reportOf([documentOf({ findings: [twins[0]!] }), documentOf({ document: 2, findings: [twins[1]!] })]),
  );
  expect(names.get(twins[0]!)).toBe(before);
  expect(names.get(twins[1]!)).toBe(before?.replace(/:1$/, ':2'));
});
