import { RELEASES } from '../../apisix/release.ts';
import type { LintReport } from '../../lint/report.ts';
import { countOf, formatCount, printable, widthOf, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { INDENT, WIDEST, headline } from '../headline.ts';
import type { Headline } from '../headline.ts';
import { filesOf, hasNothing, nothingText } from './by-file.ts';
import type { FileReport } from './by-file.ts';
import { countsOf, countsText } from './counts.ts';
import { findingText } from './finding-text.ts';
import type { LintFormat } from './format.ts';
import { releaseTable } from './release-table.ts';
import { verdictTexts } from './verdict-texts.ts';
import { hasVerdict } from './verdicts.ts';
import type { Verdict } from './verdicts.ts';

/**
 * The report for people: of each file its findings, then its verdict; with all releases asked, which of them takes which file; with
 * several files, the sum of it all in the last line.
 */
export const lintText: LintFormat = (report, { page: whole, verbose }) => {
  const { releases } = report;
  const page = { ...whole, columns: Math.min(whole.columns, WIDEST) };
  const files = filesOf(report);
  const blocks = files.flatMap((file) => {
    const findings = file.documents.flatMap((document) =>
      document.findings
        .filter(({ severity }) => verbose || severity !== 'info')
        .flatMap((finding) => ['', ...findingText({ finding, document, releases }, page)]),
    );
    const parts = [file.path, ...answersOf(file, { releases, page }), ...countsText(countsOf(file), { verbose })];
    const verdict = verdictLines({ verdict: signOf(file, releases), parts }, page);
    const block = [...verdict, ...(verbose ? titleLines(file, page) : [])];
    return findings.length === 0 ? block : [...findings, '', ...block, ''];
  });
  const isEveryRelease = RELEASES.every((release) => releases.includes(release));
  const matrix = isEveryRelease ? ['', ...releaseTable(files, releases, page)] : [];
  const total = files.length === 1 ? [] : ['', ...totalLines(files, report, { page, verbose })];
  return `${withoutDoubleGaps([...blocks, ...matrix, ...total]).join('\n')}\n`;
};

/** Between the parts of a verdict. */
const GAP = '   ';

/** A headline of several parts, broken between them where it can be. */
function verdictLines(
  { verdict, parts }: Pick<Headline, 'verdict'> & { readonly parts: readonly string[] },
  page: Page,
): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    // One column more than a symbol takes at most, `FAIL`.
    const fits = line !== undefined && INDENT + 1 + widthOf(`${line}${GAP}${part}`) <= page.columns;
    if (fits) lines.splice(-1, 1, `${line}${GAP}${part}`);
    else lines.push(part);
  }
  const [text = '', ...below] = lines;
  return headline({ verdict, text, below }, page);
}

function signOf(file: FileReport, releases: readonly string[]): Headline['verdict'] {
  const has = (wanted: string) => file.findings.some(({ severity }) => severity === wanted);
  if (has('error')) return 'fail';
  if (hasVerdict(file, 'undecided', releases)) return 'unknown';
  // A rejection without an error is known, or a warning by the settings.
  if (has('warning') || hasVerdict(file, 'rejected', releases)) return 'warning';
  return hasNothing(file) ? 'skipped' : 'pass';
}

function answersOf(file: FileReport, { releases, page }: { readonly releases: readonly string[]; readonly page: Page }) {
  const verdicts = verdictTexts(file, releases, page.symbols.dash);
  if (verdicts.length > 0 || file.findings.length > 0) return verdicts;
  return [hasNothing(file) ? nothingText(file.documents) : 'nothing found'];
}

function titleLines({ documents }: FileReport, page: Page): string[] {
  return documents.flatMap(({ document, title }) => {
    const number = documents.length === 1 ? '' : `document ${document}: `;
    return wrap(`${number}${printable(title)}`, INDENT, page).map(page.style.dim);
  });
}

/** Worst first: the sum is as good as the worst file. */
const SIGNS = ['fail', 'unknown', 'warning', 'pass', 'skipped'] as const;

function totalLines(
  files: readonly FileReport[],
  { summary, releases }: LintReport,
  { page, verbose }: { readonly page: Page; readonly verbose: boolean },
): string[] {
  const signs = files.map((file) => signOf(file, releases));
  const verdict = SIGNS.find((sign) => signs.includes(sign)) ?? 'skipped';
  const filesWith = (wanted: Verdict) => files.filter((file) => hasVerdict(file, wanted, releases)).length;
  const [rejected, undecided] = [filesWith('rejected'), filesWith('undecided')];
  const counts = countsText(summary, { verbose });
  const parts = [
    countOf(summary.files, 'file'),
    ...(rejected === 0 ? [] : [`${formatCount(rejected)} rejected`]),
    ...(undecided === 0 ? [] : [`${formatCount(undecided)} not decided`]),
    ...(summary.nothing === 0 ? [] : [`nothing to lint in ${formatCount(summary.nothing)}`]),
    ...(counts.length === 0 && verdict === 'pass' ? ['nothing found'] : counts),
  ];
  return verdictLines({ verdict, parts }, page);
}

/** One empty line where there are several, none at either end. */
function withoutDoubleGaps(lines: readonly string[]): string[] {
  const kept = lines.filter((line, at) => line !== '' || lines[at - 1] !== '');
  const start = kept[0] === '' ? 1 : 0;
  return kept.slice(start, kept.at(-1) === '' ? -1 : undefined);
}
