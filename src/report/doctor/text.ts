import type { DoctorReport } from '../../doctor/report.ts';
import { verdictOf } from '../../doctor/verdict.ts';
import { countOf, fold, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { clusterHeading } from '../cluster-heading.ts';
import { headline, WIDEST } from '../headline.ts';
import { answerLines, VERDICTS } from './answer-lines.ts';
import { blocksOf } from './blocks.ts';
import type { Block, Section } from './blocks.ts';
import { countsText } from './counts.ts';
import type { DoctorFormat, DoctorFormatOptions } from './format.ts';
import { releaseText } from './release-text.ts';
import { skippedLines } from './skipped-lines.ts';

/** The report for people: who was examined, the answers by category, under each cluster where there are several; last the verdict. */
export const doctorText: DoctorFormat = (report, options) => {
  const page = { ...options.page, columns: Math.min(options.page.columns, WIDEST) };
  const { clusters } = report;
  const [only] = clusters;
  const { outcome, message } = verdictOf(report);
  const parts = [
    [
      ...fold(releaseText(report), 2, page).map(page.style.name),
      ...(only === undefined || clusters.length > 1 ? [] : headingOf(only, page)),
    ],
    ...blocksOf(report).map((block) => blockLines(block, { ...options, page })),
    moreLines(report),
    [...headline({ verdict: VERDICTS[outcome], text: message }, page), ...wrap(countsText(report), 2, page)],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
};

type TextOptions = Pick<DoctorFormatOptions, 'page' | 'verbose'>;

function headingOf({ name, server, kubernetes }: DoctorReport['clusters'][number], page: Page): string[] {
  return clusterHeading({ name, server, kubernetes: kubernetes ?? null }, page);
}

function headingOfBlock(about: Block['about'], page: Page): string[] {
  switch (about.kind) {
    case 'cluster':
      return headingOf(about.cluster, page);
    case 'together':
      return [page.style.name('All clusters together')];
    case 'run':
      return [];
    default:
      return about satisfies never;
  }
}

function blockLines({ about, sections }: Block, options: TextOptions): string[] {
  const { page, verbose } = options;
  const skipped = verbose ? [] : sections.flatMap(({ results }) => results.filter(({ outcome }) => outcome === 'skip'));
  return [
    ...headingOfBlock(about, page),
    ...sections.flatMap((section) => sectionLines(section, options)),
    ...skippedLines(skipped, page),
  ];
}

function sectionLines({ category, results }: Section, options: TextOptions): string[] {
  const { page, verbose } = options;
  const shown = results.filter(({ outcome }) => verbose || outcome !== 'skip');
  if (shown.length === 0) return [];
  return [page.style.name(category), ...shown.flatMap((result) => answerLines(result, options))];
}

/** How many ids one may want to read about at once. */
const MOST = 6;

/** A command to paste, not broken; in front of it what it leaves out. */
function moreLines({ checks }: DoctorReport): string[] {
  const ids = [...new Set(checks.flatMap(({ cause }) => (cause === undefined ? [] : [cause.id])))];
  if (ids.length === 0) return [];
  const rest = ids.length > MOST ? ` of the first ${MOST} of ${countOf(ids.length, 'id')}` : '';
  return [`Learn more${rest}: k8s-disco explain ${ids.slice(0, MOST).join(' ')}`];
}
