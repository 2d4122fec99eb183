import { CATALOGUE } from '../../findings/catalogue.ts';
import type { DocumentReport, LintFinding, LintReport } from '../../lint/report.ts';
import { isAtThreshold } from '../../lint/threshold.ts';
import type { Threshold } from '../../lint/threshold.ts';
import { junitText } from '../junit.ts';
import type { TestCase } from '../junit.ts';
import { filesOf, nothingText } from './by-file.ts';
import type { FileReport } from './by-file.ts';
import { findingParts } from './finding-line.ts';
import type { LintFormat } from './format.ts';

/**
 * A suite for each file, in it a test for each finding, which fails from the threshold on. A document without findings is a test that
 * passes, or is skipped where there is nothing to lint in it, nor in what it carries.
 */
export const lintJunit: LintFormat = (report, { failOn }) =>
  junitText(
    'k8s-disco lint',
    filesOf(report).map((file) => ({ name: file.path, cases: casesOf(file, { report, failOn }) })),
  );

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
  return {
    classname: path,
    name: `document ${document}: ${title}`,
    result: content === 'judged' ? { kind: 'passed' } : { kind: 'skipped', message: nothingText([report]) },
  };
}

function findingCase(finding: LintFinding, { path, report, failOn }: Judging & { readonly path: string }): TestCase {
  const { id, severity, message, position } = finding;
  const { line, column } = position;
  const [what = '', ...more] = findingParts(finding, report);
  const said = `${path}:${line}:${column}: ${what}`;
  return {
    classname: path,
    name: `${id} ${CATALOGUE[id].title} (${line}:${column})`,
    file: path,
    line,
    result: isAtThreshold(severity, failOn)
      ? { kind: 'failed', type: severity, message, lines: [said, ...more] }
      : { kind: 'passed', lines: [`${severity}: ${said}`, ...more] },
  };
}
