import type { DocumentReport, LintFinding, LintReport } from '../../lint/report.ts';
import { printable, widthOf, withId, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { inSymbols } from '../../terminal/symbols.ts';
import { INDENT } from '../headline.ts';
import { codeFrame } from './code-frame.ts';
import { concernedReleases } from './release-ranges.ts';

/** A finding, the document it is about, and the releases that were asked. */
export interface FindingInReport {
  readonly finding: LintFinding;
  readonly document: DocumentReport;
  readonly releases: LintReport['releases'];
}

/** Place, severity and first sentence with the id at the right margin; the lines of the file; which releases it concerns; the mend. */
export function findingText({ finding, document, releases }: FindingInReport, page: Page): string[] {
  const { style, symbols } = page;
  const { severity, hint, fix } = finding;
  const paint = { error: style.fail, warning: style.warn, info: style.dim }[severity];
  const ours = (text: string): string => inSymbols(printable(text), symbols);
  const [what, why] = firstSentence(ours(finding.message));
  const concerned = concernedReleases(finding, { releases, dash: symbols.dash });
  const mend = hint ?? fix?.description;
  const below = [
    ...(concerned === undefined ? [] : [`only with ${concerned}`]),
    ...(mend === undefined ? [] : [`${fix === undefined ? 'mend' : 'fix'}: ${ours(mend)}`]),
  ];
  return [
    ...head({ finding, path: document.path, what, paint }, page),
    ...codeFrame({ ...finding, lines: document.lines, remark: why, paint }, page),
    ...below.flatMap((text) => wrap(text, INDENT, page)),
  ];
}

interface Head {
  readonly finding: LintFinding;
  readonly path: string;
  readonly what: string;
  readonly paint: (text: string) => string;
}

function head({ finding: { id, severity, position }, path, what, paint }: Head, page: Page): string[] {
  const place = printable(`${path}:${position.line}:${position.column}`);
  const start = `${page.style.name(place)}  ${paint(severity)}`;
  const columns = page.columns - id.length - GAP.length;
  // Stands for the start while lines are broken: there may be blanks in a path, and none is a place to break it.
  const blank = 'x'.repeat(widthOf(start) + GAP.length);
  const [first = '', ...rest] = wrap(`${blank}${what}`, 0, { ...page, columns });
  const fits = widthOf(first) <= columns;
  return [
    withId(fits ? `${start}${GAP}${first.slice(blank.length)}` : start, id, page),
    ...wrap(fits ? rest.join(' ') : what, INDENT, page),
  ];
}

const GAP = '  ';

/** The first sentence and what follows it, which may be nothing. A sentence begins with a capital. */
function firstSentence(message: string): readonly [first: string, rest: string] {
  const end = /\.\s+(?=\p{Lu})/u.exec(message);
  return end === null ? [message, ''] : [message.slice(0, end.index + 1), message.slice(end.index + end[0].length)];
}
