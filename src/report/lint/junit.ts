import { CATALOGUE } from '../../findings/catalogue.ts';
import type { DocumentReport, LintFinding, LintReport } from '../../lint/report.ts';
import { isAtThreshold } from '../../lint/threshold.ts';
import type { Threshold } from '../../lint/threshold.ts';
import { printable } from '../../terminal/page.ts';
import { filesOf, nothingText } from './by-file.ts';
import type { FileReport } from './by-file.ts';
import { findingParts } from './finding-line.ts';
import type { LintFormat } from './format.ts';

/** What became of one test: its element, and how it counts. */
interface TestCase {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly lines: readonly string[];
}

/**
 * JUnit's XML: a suite for each file, in it a test for each finding, which fails from the threshold on. A document without findings is
 * a test that passes, or is skipped where there is nothing to lint in it, nor in what it carries.
 */
export const lintJunit: LintFormat = (report, { failOn }) => {
  const suites = filesOf(report).map((file) => ({ path: file.path, cases: casesOf(file, { report, failOn }) }));
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="k8s-disco lint" ${counts(all)}>`,
    ...suites.flatMap(({ path, cases }) => [
      `  <testsuite name="${xml(path)}" ${counts(cases)}>`,
      ...cases.flatMap(({ lines }) => lines.map((line) => `    ${line}`)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
};

function counts(cases: readonly TestCase[]): string {
  const count = (wanted: TestCase['outcome']) => cases.filter(({ outcome }) => outcome === wanted).length;
  return `tests="${cases.length}" failures="${count('failed')}" skipped="${count('skipped')}"`;
}

interface Judging {
  readonly report: LintReport;
  readonly failOn: Threshold;
}

function casesOf({ path, documents }: FileReport, judging: Judging): readonly TestCase[] {
  const judged = new Set(documents.flatMap(({ document, content }) => (content === 'judged' ? [document] : [])));
  return documents.flatMap((document) => {
    if (document.findings.length > 0) return document.findings.map((finding) => findingCase(finding, { ...judging, path }));
    const isWrapping = document.content !== 'judged' && judged.has(document.document);
    return isWrapping ? [] : [silentCase(document)];
  });
}

function silentCase(report: DocumentReport): TestCase {
  const { path, document, content, title } = report;
  const start = `<testcase classname="${xml(path)}" name="${xml(`document ${document}: ${title}`)}"`;
  return content === 'judged'
    ? { outcome: 'passed', lines: [`${start}/>`] }
    : { outcome: 'skipped', lines: [`${start}>`, `  <skipped message="${xml(nothingText([report]))}"/>`, '</testcase>'] };
}

function findingCase(finding: LintFinding, { path, report, failOn }: Judging & { readonly path: string }): TestCase {
  const { id, severity, message, position } = finding;
  const { line, column } = position;
  const name = `${id} ${CATALOGUE[id].title} (${line}:${column})`;
  const start = `<testcase classname="${xml(path)}" name="${xml(name)}" file="${xml(path)}" line="${line}">`;
  const [what = '', ...more] = findingParts(finding, report);
  const text = [`${path}:${line}:${column}: ${what}`, ...more].map(xml).join('\n');
  return isAtThreshold(severity, failOn)
    ? {
        outcome: 'failed',
        lines: [start, `  <failure type="${severity}" message="${xml(message)}">${text}</failure>`, '</testcase>'],
      }
    : { outcome: 'passed', lines: [start, `  <system-out>${severity}: ${text}</system-out>`, '</testcase>'] };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for an element or an attribute. What XML 1.0 has no way to write (2.2, Char) stands there as an escape of JSON. */
function xml(text: string): string {
  return printable(text)
    .replaceAll(/[\ud800-\udfff\ufffe\uffff]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`)
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
