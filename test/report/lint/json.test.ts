import { expect, test } from 'vitest';
import { lintJson } from '../../../src/report/lint/json.ts';
import { documentOf, finding, options, reportOf } from './made-report.ts';

const edits = [{ position: { line: 5, column: 13 }, end: { line: 5, column: 17 }, text: '"6443"' }];

test('the report is the one that other programs were promised', () => {
  const files = [
    documentOf({
      accepted: { '2.15.3': false, '3.18.0': true },
      findings: [
        finding({ hint: 'port: "6443"', fix: { description: 'Quote the port', isSecret: false, edits }, releases: ['2.15.3'] }),
      ],
    }),
    documentOf({
      path: 'apisix.yaml',
      document: 2,
      kind: 'standalone',
      accepted: null,
      objects: [
        { kind: 'upstreams', id: '1', accepted: { '3.18.0': true }, admin: { '3.18.0': false }, ownTimes: ['3.18.0'] },
        { kind: 'routes', id: undefined, accepted: {}, admin: {}, ownTimes: [] },
      ],
    }),
  ];
  const promised = {
    apiVersion: 'k8s-disco/v1',
    kind: 'LintReport',
    files: [
      {
        path: 'config.yaml',
        document: 1,
        kind: 'config',
        accepted: { '2.15.3': false, '3.18.0': true },
        findings: [
          {
            id: 'C01',
            rule: 'port-is-text',
            severity: 'error',
            message: 'port must be a quoted string. YAML makes a number of it.',
            line: 5,
            column: 13,
            endLine: 5,
            endColumn: 17,
            gatewayVersions: ['2.15.3'],
            hint: 'port: "6443"',
            fix: { description: 'Quote the port', edits: [{ line: 5, column: 13, endLine: 5, endColumn: 17, text: '"6443"' }] },
          },
        ],
      },
      {
        path: 'apisix.yaml',
        document: 2,
        kind: 'standalone',
        accepted: null,
        objects: [
          { kind: 'upstreams', id: '1', accepted: { '3.18.0': true }, admin: { '3.18.0': false } },
          { kind: 'routes', id: null, accepted: {}, admin: {} },
        ],
        findings: [],
      },
    ],
    summary: { files: 2, nothing: 0, errors: 1, warnings: 0, infos: 0, fixable: 1, suppressed: 0 },
  };
  // As text, for the order of the keys is promised, too.
  expect(lintJson(reportOf(files), options)).toBe(`${JSON.stringify(promised, undefined, 2)}\n`);
});

test('a fix that holds a secret is told without its edits', () => {
  const secret = finding({ fix: { description: 'Decode the token', isSecret: true, edits } });
  const report = JSON.parse(lintJson(reportOf([documentOf({ findings: [secret] })]), options));
  expect(report).toMatchObject({ files: [{ findings: [{ fix: { description: 'Decode the token' } }] }] });
  expect(JSON.stringify(report)).not.toContain('edits');
});

test('without files it is a whole report', () => {
  expect(lintJson(reportOf([]), options)).toBe(`{
  "apiVersion": "k8s-disco/v1",
  "kind": "LintReport",
  "files": [],
  "summary": {
    "files": 0,
    "nothing": 0,
    "errors": 0,
    "warnings": 0,
    "infos": 0,
    "fixable": 0,
    "suppressed": 0
  }
}
`);
});
