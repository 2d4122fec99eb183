import { describe, expect, test } from 'vitest';
import type { Position } from '../../../src/apisix/position.ts';
import { releaseOf } from '../../../src/apisix/release.ts';
import type { LintDocument } from '../../../src/lint/document.ts';
import type { LintFinding } from '../../../src/lint/report.ts';
import { suppress } from '../../../src/lint/suppressions/suppress.ts';
import { lintDocument } from '../../support/lint-documents.ts';

const IDS = ['C01', 'C19', 'C24', 'C34', 'L01'];

function found(id: 'C01' | 'C19' | 'C24' | 'C34', line: number): LintFinding {
  const position: Position = { line, column: 3 };
  return { id, rule: 'rule', severity: 'error', message: 'message', position, end: { line, column: 4 }, releases: ['3.18.0'] };
}

/** What is left: `line:column-column id message`, and how many were suppressed. */
function outcomeOf(
  documents: ReadonlyMap<LintDocument, readonly LintFinding[]>,
  silent: readonly string[] = [],
): readonly string[] {
  const { findings, suppressed } = suppress(documents, { releases: [releaseOf('3.18.0')], ids: IDS, silent: new Set(silent) });
  const left = [...findings.values()]
    .flat()
    .map(({ id, position, end, message, hint }) =>
      id === 'L01' ? `${position.line}:${position.column}-${end.column} ${message}. ${hint}` : `${position.line} ${id}`,
    );
  return [...left, `${suppressed.length} suppressed`];
}

const unused = (id: string) =>
  `${id} is ignored here, but not found here. Remove the comment, or move it to the line of the finding`;

interface Case {
  readonly name: string;
  readonly text: string;
  readonly findings: readonly LintFinding[];
  readonly outcome: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'behind something, a comment covers its line',
    text: 'a:\n  b: 0 # k8s-disco-ignore C24 to be drained\n  c: 0\n',
    findings: [found('C24', 2), found('C24', 3), found('C01', 2)],
    outcome: ['3 C24', '2 C01', '1 suppressed'],
  },
  {
    name: 'alone on a line, it covers the next that is neither blank nor a comment',
    text: 'a:\n  # k8s-disco-ignore C24\n\n  # why\r\n  b: 0\r\n  c: 0\n',
    findings: [found('C24', 5), found('C24', 6)],
    outcome: ['6 C24', '1 suppressed'],
  },
  {
    name: 'of a block, it covers the first line alone',
    text: 'a:\n  # k8s-disco-ignore C24\n  b:\n    c: 0\n',
    findings: [found('C24', 3), found('C24', 4)],
    outcome: ['4 C24', '1 suppressed'],
  },
  {
    name: 'of a text in a block, it covers the text',
    text: 'a:\n  # k8s-disco-ignore C24\n  - b: |-\n\n      text\n    c: 0\n',
    findings: [found('C24', 5), found('C24', 6)],
    outcome: ['6 C24', '1 suppressed'],
  },
  {
    name: 'several ids stand before the reason',
    text: 'a: 1 #k8s-disco-ignore C24,C19  C01: see C34\n',
    findings: [found('C01', 1), found('C19', 1), found('C24', 1), found('C34', 1)],
    outcome: ['1 C34', '3 suppressed'],
  },
  {
    name: 'at the top, a comment may cover the file',
    text: '%YAML 1.1\n---\n\n# Ours\n# k8s-disco-ignore-file C24 drained\na: 0\nb: 0\n',
    findings: [found('C24', 6), found('C24', 7), found('C01', 7)],
    outcome: ['7 C01', '2 suppressed'],
  },
  {
    name: 'below something, no comment covers the file',
    text: 'a: 0\n# k8s-disco-ignore-file C24\nb: 0\n',
    findings: [found('C24', 3)],
    outcome: [
      '3 C24',
      '2:3-24 k8s-disco-ignore-file ignores nothing here: it counts only above everything else. Move it to the top of the file',
      '0 suppressed',
    ],
  },
  {
    name: 'each id that is not found is told, at its place',
    text: 'a: 0 # k8s-disco-ignore C24, C19\n# k8s-disco-ignore C01',
    findings: [found('C24', 1)],
    outcome: [`1:30-33 ${unused('C19')}`, `2:20-23 ${unused('C01')}`, '1 suppressed'],
  },
  {
    name: 'a comment without an id, with an unknown one and of another name is told',
    text: 'a: 0 # k8s-disco-ignore because\nb: 0 # k8s-disco-ignore c24 x9\n# k8s-disco-ignore-next-line C24\nc: 0\n',
    findings: [found('C24', 2), found('C24', 4)],
    outcome: [
      '4 C24',
      '1:8-24 k8s-disco-ignore names no id, so it ignores nothing. Name one: # k8s-disco-ignore C24 reason',
      '2:29-31 x9 ignores nothing: lint has no such id. k8s-disco rules lists the ids',
      '3:3-29 k8s-disco-ignore-next-line ignores nothing: there is no such comment. Write k8s-disco-ignore or k8s-disco-ignore-file',
      '1 suppressed',
    ],
  },
  {
    name: 'what only looks like a comment is none',
    text: 'a: "x # k8s-disco-ignore C24"\nb: x# k8s-disco-ignore C24\nc: |\n  # k8s-disco-ignore C24\nd: 0 # no k8s-disco-ignore C24\n',
    findings: [1, 2, 4, 5].map((line) => found('C24', line)),
    outcome: ['1 C24', '2 C24', '4 C24', '5 C24', '0 suppressed'],
  },
  {
    name: 'brackets may hold comments',
    text: '\uFEFFa: {b: 0, # k8s-disco-ignore C24\n  c: 0}\n',
    findings: [found('C24', 1), found('C24', 2)],
    outcome: ['2 C24', '1 suppressed'],
  },
  {
    name: 'in a file that is no YAML, nothing is called unused',
    text: 'a: 0 # k8s-disco-ignore C24\nb: [ # k8s-disco-ignore C01\n',
    findings: [found('C34', 2), found('C24', 1)],
    outcome: ['2 C34', '1 suppressed'],
  },
];

describe('suppressions', () => {
  test.each(CASES)('$name', ({ text, findings, outcome }) => {
    expect(outcomeOf(new Map([[lintDocument(text), findings]]))).toEqual(outcome);
  });

  test('may be many above one line', () => {
    const count = 50_000;
    const text = `${'# k8s-disco-ignore C24 x\n'.repeat(count)}a: 0\n`;
    expect(outcomeOf(new Map([[lintDocument(text), [found('C24', count + 1)]]]))).toEqual(['1 suppressed']);
  });

  test('of ids that could not be reported in this run are never unused', () => {
    expect(outcomeOf(new Map([[lintDocument('a: 0 # k8s-disco-ignore C24,C01'), []]]), ['C01'])).toEqual([
      `1:25-28 ${unused('C24')}`,
      '0 suppressed',
    ]);
  });

  test('in the config.yaml of a ConfigMap count too, once, and cover that text', () => {
    const inner = '# k8s-disco-ignore-file C19\na: 0 # k8s-disco-ignore C24\n# k8s-disco-ignore C01\n';
    const text = `x: 0\ndata:\n  config.yaml: |\n${inner.replaceAll(/^(?=.)/gm, '    ')}y: 0\n`;
    const file = { path: 'configmap.yaml', text, named: true };
    const manifest = lintDocument(text, { file, kind: 'manifest', config: undefined });
    const config = lintDocument(text, {
      file,
      config: { kind: 'text', text: inner },
      root: { kind: 'null', position: { line: 2, column: 1 }, end: { line: 2, column: 2 } },
      inFile: ({ line, column }) => ({ line: line + 3, column: column + 4 }),
    });
    const linted = new Map([
      [manifest, [found('C19', 1)]],
      [config, [found('C24', 5), found('C19', 5), found('C24', 6)]],
    ]);
    expect(outcomeOf(linted)).toEqual(['1 C19', '6 C24', `6:24-27 ${unused('C01')}`, '2 suppressed']);
  });

  test.each([
    ['behind the line', 'a: 0 # k8s-disco-ignore C24\n---\nb: 0 # k8s-disco-ignore C01\n', [1], [3]],
    ['above the line', 'a: 0\n---\n# k8s-disco-ignore C01\n# k8s-disco-ignore\nb: 0\n', [], [4, 3]],
    ['above the ---', 'a: 0\n# k8s-disco-ignore C01\n---\nb: 0\n', [], [2]],
  ])('in a file of several documents belong to the one they are about: %s', (_, text, ofFirst, ofSecond) => {
    const start = text.split('\n').indexOf('b: 0') + 1 || 3;
    const at = (line: number): Partial<LintDocument> => ({
      config: undefined,
      root: { kind: 'null', position: { line, column: 1 }, end: { line, column: 2 } },
    });
    const file = { path: 'config.yaml', text, named: true };
    const [first, second] = [lintDocument(text, { ...at(1), file }), lintDocument(text, { ...at(start), file, number: 2 })];
    const { findings } = suppress(new Map([first, second].map((document) => [document, []])), {
      releases: [],
      ids: IDS,
      silent: new Set(),
    });
    expect([first, second].map((document) => findings.get(document)?.map(({ position }) => position.line))).toEqual([
      ofFirst,
      ofSecond,
    ]);
  });
});
