import { describe, expect, test } from 'vitest';
import { githubSummary } from '../../../src/report/lint/github-summary.ts';
import { lintGithub } from '../../../src/report/lint/github.ts';
import { HOSTILE, documentOf, finding, options, reportOf } from './made-report.ts';

const warning = finding({ id: 'C24', severity: 'warning', message: 'no node is used', end: { line: 6, column: 3 } });
const info = finding({ severity: 'info' });

describe('annotations', () => {
  test('come worst first', () => {
    const files = [documentOf({ findings: [warning, finding()] }), documentOf({ path: './b.yaml', findings: [finding()] })];
    expect(lintGithub(reportOf(files), options))
      .toBe(`::error file=config.yaml,line=5,endLine=5,col=13,endColumn=17,title=C01 A port that is no text::port must be a quoted string. YAML makes a number of it.
::error file=b.yaml,line=5,endLine=5,col=13,endColumn=17,title=C01 A port that is no text::port must be a quoted string. YAML makes a number of it.
::warning file=config.yaml,line=5,endLine=6,title=C24 default_weight%3A 0 takes every node out of use::no node is used
`);
  });

  test('are at most ten of a level, and the last line says how many there are', () => {
    const findings = [finding(), warning, info].flatMap((one) => Array.from({ length: 12 }, () => one));
    const lines = lintGithub(reportOf([documentOf({ findings })]), { ...options, verbose: true })
      .trimEnd()
      .split('\n');
    const levels = lines.map((line) => line.slice(2, line.indexOf(' ')));
    expect(levels).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning'), ...Array(10).fill('notice')]);
    expect(lines.at(-1)).toBe('::notice title=k8s-disco::7 more findings, see the summary of the step');
  });

  test('of what only informs need -v', () => {
    expect(lintGithub(reportOf([documentOf({ findings: [info] })]), options)).toBe('');
  });

  test('cannot be forged by a file', () => {
    expect(lintGithub(reportOf([HOSTILE]), options))
      .toBe(`::error file=a|b%2Cc%3Ad/\`x\`%250A%3A%3A.yaml,line=1,endLine=1,col=4,endColumn=13,title=C01 A port that is no text::value "\\u001b[2J]]> ::error::x%250A | \`a\` <b>\\u0000服务" is <wrong> & "bad"%0Adon't::\\u000d\\u000a
`);
  });
});

describe('the summary of a step', () => {
  test('counts, names what is rejected, and lists the findings', () => {
    const files = [
      documentOf({ accepted: { '3.18.0': false }, findings: [warning, finding({ hint: 'Quote `6443`.' })] }),
      documentOf({ path: 'b.yaml' }),
    ];
    expect(githubSummary(reportOf(files))).toBe(`### k8s-disco lint

2 files · 1 error, 1 warning

- config.yaml: rejected by APISIX 3.18.0

| severity | place | id | |
|---|---|---|---|
| error | config.yaml:5:13 | C01 | port must be a quoted string. YAML makes a number of it. Quote \\\`6443\\\`. |
| warning | config.yaml:5:13 | C24 | no node is used |
`);
  });

  test('is short where nothing was found', () => {
    expect(githubSummary(reportOf([documentOf()]))).toBe(`### k8s-disco lint

1 file · nothing found
`);
  });

  test('cannot be marked up by a file', () => {
    expect(githubSummary(reportOf([HOSTILE]))).toBe(`### k8s-disco lint

1 file · 1 error, 0 warnings

- ./a\\|b,c:d/\\\`x\\\`%0A::.yaml: rejected by APISIX 3.18.0

| severity | place | id | |
|---|---|---|---|
| error | ./a\\|b,c:d/\\\`x\\\`%0A::.yaml:1:4 | C01 | value "\\\\u001b\\[2J\\]\\]\\> ::error::x%0A \\| \\\`a\\\` \\<b\\>\\\\u0000服务" is \\<wrong\\> \\& "bad". don't::\\\\u000d\\\\u000a |
`);
  });

  test('stays below what GitHub takes', () => {
    const findings = Array.from({ length: 1200 }, () => finding({ message: '|'.repeat(1_000_000) }));
    const files = Array.from({ length: 300 }, (_, at) =>
      documentOf({ path: `${at}.yaml`, accepted: { '3.18.0': false }, findings: at === 0 ? findings : [] }),
    );
    const summary = githubSummary(reportOf(files));
    expect(summary.length).toBeLessThan(500_000);
    expect(summary).toContain('\n- 100 more files\n');
    expect(summary.endsWith('\n1,000 more findings.\n')).toBe(true);
  });
});
