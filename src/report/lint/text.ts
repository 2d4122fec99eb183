import { RELEASES } from '../../apisix/release.ts';
import type { LintReport } from '../../lint/report.ts';
import { countOf, formatCount, printable, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { INDENT, WIDEST, headline } from '../headline.ts';
import type { Headline } from '../headline.ts';
import { filesOf } from './by-file.ts';
import type { FileReport } from './by-file.ts';
import { countsOf, countsText } from './counts.ts';
import { findingText } from './finding-text.ts';
import type { LintFormat } from './format.ts';
import { releaseTable } from './release-table.ts';
import { verdictOf, verdictTexts } from './verdicts.ts';

/**
 * The report for people: of each file its findings, then its verdict; with all releases asked, which of them takes which file; with
 * several files, the sum of it all in the last line.
 */
export const lintText: LintFormat = (report, { page: whole, verbose }) => {
  const { releases, summary } = report;
  const page = { ...whole, columns: Math.min(whole.columns, WIDEST) };
  const files = filesOf(report);
  const blocks = files.flatMap((file) => {
    const findings = file.documents.flatMap((document) =>
      document.findings
        .filter(({ severity }) => verbose || severity !== 'info')
        .flatMap((finding) => ['', ...findingText({ finding, document, releases }, page)]),
    );
    const counts = countsOf(file, { suppressed: files.length === 1 ? summary.suppressed : 0 });
    const verdict = headline(
      {
        verdict: signOf(file, releases),
        text: [file.path, ...answersOf(file, { releases, page }), ...countsText(counts, { verbose })].join(GAP),
      },
      page,
    );
    const block = [...verdict, ...(verbose ? titleLines(file, page) : [])];
    return findings.length === 0 ? block : [...findings, '', ...block, ''];
  });
  const isEveryRelease = RELEASES.every((release) => releases.includes(release));
  const matrix = isEveryRelease ? ['', ...releaseTable(files, releases, page)] : [];
  const total = files.length === 1 ? [] : ['', ...totalLines(report, { page, verbose })];
  return `${withoutDoubleGaps([...blocks, ...matrix, ...total]).join('\n')}\n`;
};

/** Between the parts of a verdict. */
const GAP = '   ';

function signOf(file: FileReport, releases: readonly string[]): Headline['verdict'] {
  const has = (wanted: string) => file.findings.some(({ severity }) => severity === wanted);
  if (has('error') || releases.some((release) => verdictOf(file, release) === false)) return 'fail';
  if (has('warning')) return 'warning';
  return hasNothing(file) ? 'skipped' : 'pass';
}

function answersOf(file: FileReport, { releases, page }: { readonly releases: readonly string[]; readonly page: Page }) {
  const verdicts = verdictTexts(file, releases, page.symbols.dash);
  if (verdicts.length > 0 || file.findings.length > 0) return verdicts;
  return [hasNothing(file) ? 'nothing to lint' : 'nothing found'];
}

function hasNothing({ isUnknown, findings }: FileReport): boolean {
  return isUnknown && findings.length === 0;
}

function titleLines({ documents }: FileReport, page: Page): string[] {
  return documents.flatMap(({ document, title }) => {
    const number = documents.length === 1 ? '' : `document ${document}: `;
    return wrap(`${number}${printable(title)}`, INDENT, page).map(page.style.dim);
  });
}

function totalLines({ summary }: LintReport, { page, verbose }: { readonly page: Page; readonly verbose: boolean }): string[] {
  const { files, nothing, errors, warnings } = summary;
  const verdict = errors > 0 ? 'fail' : warnings > 0 ? 'warning' : nothing === files ? 'skipped' : 'pass';
  const judged = countOf(files, 'file');
  const rest = nothing === 0 ? [] : [`nothing to lint in ${formatCount(nothing)}`];
  const counts = countsText(summary, { verbose });
  return headline({ verdict, text: [judged, ...rest, ...(counts.length === 0 ? ['nothing found'] : counts)].join(GAP) }, page);
}

/** One empty line where there are several, none at either end. */
function withoutDoubleGaps(lines: readonly string[]): string[] {
  const kept = lines.filter((line, at) => line !== '' || lines[at - 1] !== '');
  const start = kept[0] === '' ? 1 : 0;
  return kept.slice(start, kept.at(-1) === '' ? -1 : undefined);
}
