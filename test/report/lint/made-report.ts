import type { DocumentReport, LintFinding, LintReport } from '../../../src/lint/report.ts';
import type { Rule } from '../../../src/lint/rule.ts';
import type { LintFormatOptions } from '../../../src/report/lint/format.ts';
import { createStyle } from '../../../src/terminal/style.ts';
import { symbolsFor } from '../../../src/terminal/symbols.ts';

export const page = { columns: 80, style: createStyle(0), symbols: symbolsFor({ utf8: true }) };

/** A rule that no release has, so that its words may stand in a test. */
export const rule: Rule = {
  id: 'C01',
  name: 'port-is-text',
  severity: 'error',
  subject: 'linter',
  why: 'The schema wants text, and YAML makes a number of `6443`. See <apisix>.',
  mend: 'Put quotes around the port.',
  source: 'apisix/discovery/kubernetes/schema.lua 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': 'port: 6443\n' } },
    passing: {
      files: { 'config.yaml': 'port: "${PORT}"\n', 'apisix.json': '{}\n' },
      flags: ['--gateway-version', '3.14.0'],
      env: { PORT: '6443' },
    },
  },
};

export const options: LintFormatOptions = { page, version: '0.1.0', verbose: false, failOn: 'error', rules: [rule] };

/** A finding about `port: 6443` in {@link CONFIG}, with what a test says otherwise. */
export function finding(other: Partial<LintFinding> = {}): LintFinding {
  return {
    id: 'C01',
    rule: 'port-is-text',
    severity: 'error',
    message: 'port must be a quoted string. YAML makes a number of it.',
    position: { line: 5, column: 13 },
    end: { line: 5, column: 17 },
    releases: ['3.18.0'],
    ...other,
  };
}

export const CONFIG = `discovery:
  kubernetes:
    service:
      host: 10.1.0.5
      port: 6443
    default_weight: 0
`;

/** A document that APISIX 3.18.0 takes, with what a test says otherwise. */
export function documentOf(other: Partial<DocumentReport> & { readonly text?: string } = {}): DocumentReport {
  const { text = CONFIG, ...rest } = other;
  const lines = text.split('\n');
  return {
    path: 'config.yaml',
    document: 1,
    kind: 'config',
    title: 'config.yaml of the gateway',
    content: 'judged',
    accepted: { '3.18.0': true },
    undecided: {},
    findings: [],
    suppressed: 0,
    lines: (line) => lines[line - 1],
    ...rest,
  };
}

/** Documents as a report, which has counted them. */
export function reportOf(files: readonly DocumentReport[], other: Partial<LintReport> = {}): LintReport {
  const findings = files.flatMap((file) => file.findings);
  const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  const paths = [...new Set(files.map(({ path }) => path))];
  return {
    releases: ['3.18.0'],
    files,
    summary: {
      files: paths.length,
      nothing: paths.filter((path) => files.every((file) => file.path !== path || file.content !== 'judged')).length,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      fixable: findings.filter(({ fix }) => fix !== undefined).length,
      suppressed: files.reduce((sum, { suppressed }) => sum + suppressed, 0),
    },
    ...other,
  };
}

/** What a file and whoever wrote it may put into a report. */
export const HOSTILE = documentOf({
  path: './a|b,c:d/`x`%0A::.yaml',
  accepted: { '3.18.0': false },
  text: 'k: "\u001b[2J]]>"\n',
  findings: [
    finding({
      position: { line: 1, column: 4 },
      end: { line: 1, column: 13 },
      message: 'value "\u001b[2J]]> ::error::x%0A | `a` <b>\u0000服务" is <wrong> & "bad"',
      hint: "don't::\r\n",
    }),
  ],
});
