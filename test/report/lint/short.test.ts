import { expect, test } from 'vitest';
import { lintShort } from '../../../src/report/lint/short.ts';
import { HOSTILE, documentOf, finding, options, reportOf } from './made-report.ts';

const info = finding({ id: 'C07', severity: 'info', message: 'host has its default' });

test('each finding is a line', () => {
  const files = [documentOf({ findings: [finding(), info] }), documentOf({ path: 'b.yaml' }), HOSTILE];
  expect(lintShort(reportOf(files), options))
    .toBe(`config.yaml:5:13: error C01 port must be a quoted string. YAML makes a number of it.
./a|b,c:d/\`x\`%0A::.yaml:1:4: error C01 value "\\u001b[2J]]> ::error::x%0A | \`a\` <b>\\u0000服务" is <wrong> & "bad"
`);
});

test('what only informs needs -v', () => {
  const report = reportOf([documentOf({ findings: [info] })]);
  expect(lintShort(report, options)).toBe('');
  expect(lintShort(report, { ...options, verbose: true })).toBe('config.yaml:5:13: info C07 host has its default\n');
});

test('what holds for some of the releases says for which', () => {
  const releases = ['2.15.3', '3.0.0', '3.18.0'];
  const findings = [finding({ releases: ['2.15.3', '3.0.0'] }), finding({ releases })];
  expect(lintShort(reportOf([documentOf({ findings })], { releases }), options))
    .toBe(`config.yaml:5:13: error C01 port must be a quoted string. YAML makes a number of it. (only with APISIX 2.15.3–3.0.0)
config.yaml:5:13: error C01 port must be a quoted string. YAML makes a number of it.
`);
});

test('no finding, no line', () => {
  expect(lintShort(reportOf([documentOf()]), options)).toBe('');
});
