import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { releaseOf } from '../../src/apisix/release.ts';
import type { CatalogueId } from '../../src/findings/catalogue.ts';
import { UserError } from '../../src/findings/user-error.ts';
import { applyBaseline } from '../../src/lint/apply-baseline.ts';
import { baselineOf, readBaseline } from '../../src/lint/baseline.ts';
import type { LintDocument } from '../../src/lint/document.ts';
import { makeReport } from '../../src/lint/make-report.ts';
import type { LintFinding } from '../../src/lint/report.ts';
import { lintDocument } from '../support/lint-documents.ts';

function found(id: CatalogueId, line: number, message = `message of ${id}, as line ${line} says`): LintFinding {
  const position = { line, column: 3 };
  return { id, rule: 'rule', severity: 'error', message, position, end: position, releases: ['3.18.0'] };
}

const { normalize } = posix;

type Linted = ReadonlyMap<LintDocument, readonly LintFinding[]>;

function lintedFile(text: string, findings: readonly LintFinding[], path = 'config.yaml'): Linted {
  return new Map([[lintDocument(text, { file: { path, text, named: true } }), findings]]);
}

function baselineTextOf(findings: Linted): string {
  return baselineOf(makeReport({ judgements: new Map(), findings, suppressed: [], isGatewayEnv: false }), normalize).text;
}

/** What the baseline leaves: `path:line:column id message`, and how many it hides. */
function left(linted: Linted, baseline: string, silent: readonly string[] = []): readonly string[] {
  const { findings, suppressed } = applyBaseline(linted, {
    baseline: readBaseline(baseline, 'baseline.json'),
    pathOf: normalize,
    releases: [releaseOf('3.18.0')],
    silent: new Set(silent),
  });
  const lines = [...findings].flatMap(([{ file }, kept]) =>
    kept.map(({ id, position: { line, column }, message }) => `${file.path}:${line}:${column} ${id} ${message}`),
  );
  return [...lines, `${suppressed.length} hidden`];
}

const TEXT = 'a:\n  token: abc\n  port: 1\n  port: 1\n';
const BEFORE = lintedFile(TEXT, [found('C11', 2), found('C01', 3), found('C01', 4)], './config.yaml');

describe('a baseline', () => {
  test('lists findings by file, id and looks, and counts those that look alike', () => {
    expect(JSON.parse(baselineTextOf(BEFORE))).toEqual({
      apiVersion: 'k8s-disco/v1',
      kind: 'LintBaseline',
      entries: [
        {
          path: 'config.yaml',
          id: 'C01',
          message: 'message of C01, as line 3 says',
          fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
          count: 2,
        },
        {
          path: 'config.yaml',
          id: 'C11',
          message: 'message of C11, as line 2 says',
          fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
          count: 1,
        },
      ],
    });
  });

  test('hides what it was made of, and lists nothing that it says itself', () => {
    expect(left(BEFORE, baselineTextOf(BEFORE))).toEqual(['3 hidden']);
    expect(JSON.parse(baselineTextOf(lintedFile(TEXT, [found('L02', 1)])))).toMatchObject({ entries: [] });
  });

  test('knows findings that moved, and a secret that is another by now', () => {
    const moved = '# new\na:\n    token: another-one\n    port: 1\n    port: 1\n';
    expect(left(lintedFile(moved, [found('C11', 3), found('C01', 4), found('C01', 5)]), baselineTextOf(BEFORE))).toEqual([
      '3 hidden',
    ]);
  });

  test('hides neither more findings than it counts, nor others', () => {
    const text = `${TEXT}  port: 1\n  port: 2\n`;
    const findings = [2, 3, 4, 5, 6].map((line) => found(line === 2 ? 'C11' : 'C01', line));
    expect(left(lintedFile(text, [...findings, found('C24', 2)]), baselineTextOf(BEFORE))).toEqual([
      'config.yaml:5:3 C01 message of C01, as line 5 says',
      'config.yaml:6:3 C01 message of C01, as line 6 says',
      'config.yaml:2:3 C24 message of C24, as line 2 says',
      '3 hidden',
    ]);
    expect(left(lintedFile(TEXT, [found('C11', 2, 'another message')]), baselineTextOf(BEFORE)).slice(0, 1)).toEqual([
      'config.yaml:2:3 C11 another message',
    ]);
  });

  test('is stale where a finding is gone, at the entry', () => {
    expect(left(lintedFile(TEXT, [found('C01', 3)]), baselineTextOf(BEFORE))).toEqual([
      'baseline.json:5:5 L02 Only 1 of these 2 findings are left: config.yaml C01 message of C01, as line 3 says',
      'baseline.json:12:5 L02 This finding is gone: config.yaml C11 message of C11, as line 2 says',
      '1 hidden',
    ]);
    expect(left(lintedFile(TEXT, []), baselineTextOf(BEFORE), ['C11'])).toEqual([
      'baseline.json:5:5 L02 These 2 findings are gone: config.yaml C01 message of C01, as line 3 says',
      '0 hidden',
    ]);
  });

  test('is not stale where its file was not linted, or could not be read', () => {
    expect(left(lintedFile(TEXT, [], 'other.yaml'), baselineTextOf(BEFORE))).toEqual(['0 hidden']);
    expect(left(lintedFile(TEXT, [found('L04', 1)]), baselineTextOf(BEFORE))).toEqual([
      'config.yaml:1:3 L04 message of L04, as line 1 says',
      '0 hidden',
    ]);
  });

  test.each([
    ['', 'this file is empty, and no baseline'],
    ['{"kind": "LintBaseline"}', '1:1 the file has no apiVersion'],
    ['{"apiVersion": "k8s-disco/v2"}', '1:16 "k8s-disco/v2" is no value of apiVersion'],
    ['{"apiVersion": "k8s-disco/v1", "kind": "LintReport", "entries": []}', '1:40 "LintReport" is no value of kind'],
    ['{"apiVersion": "k8s-disco/v1", "kind": "LintBaseline", "entries": {"a": 1}}', '1:67 entries takes a list'],
    ['{"apiVersion": "k8s-disco/v1", "kind": "LintBaseline", "entries": [{"path": "a"}]}', '1:68 entries[0] has no id'],
    ['{"entries": [}', '1:14 Cannot read JSON: a value is missing, or text without double quotes stands here'],
  ])('%j is none', (text, complaint) => {
    expect(() => readBaseline(text, 'baseline.json')).toThrow(UserError);
    try {
      readBaseline(text, 'baseline.json');
    } catch (error) {
      const { place, message } = error as UserError;
      expect(`${place?.line === undefined ? '' : `${place.line}:${place.column} `}${message}`).toBe(complaint);
    }
  });
});
