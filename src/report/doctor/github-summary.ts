import type { CheckAbout } from '../../doctor/check.ts';
import type { DoctorReport } from '../../doctor/report.ts';
import { verdictOf } from '../../doctor/verdict.ts';
import { countOf } from '../../terminal/page.ts';
import { markdownText } from '../markdown.ts';
import { countsText } from './counts.ts';
import { releaseText } from './release-text.ts';
import { ownTitle, resultSentence } from './result-parts.ts';
import { worstFirst } from './worst-first.ts';
import type { TroubledResult } from './worst-first.ts';

/** Nobody reads more. */
const MOST = 200;

/** The summary of a step of GitHub Actions, in Markdown: the verdict, the counts, and what is not well, worst first. */
export function doctorGithubSummary(report: DoctorReport, checks: readonly CheckAbout[]): string {
  const troubled = worstFirst(report);
  const rows = troubled.slice(0, MOST).map((result) => row(result, checks));
  const paragraphs = [
    '### k8s-disco doctor',
    `**${markdownText(verdictOf(report).message)}**`,
    [releaseText(report), countsText(report)].map(markdownText).join(' · '),
    rows.length === 0 ? '' : ['| outcome | check | id | |', '|---|---|---|---|', ...rows].join('\n'),
    troubled.length > MOST ? `${countOf(troubled.length - MOST, 'more answer')}.` : '',
  ];
  return `${paragraphs.filter((text) => text !== '').join('\n\n')}\n`;
}

function row(result: TroubledResult, checks: readonly CheckAbout[]): string {
  const { outcome, id, cluster, cause } = result;
  const check = cluster === undefined ? id : `${id} (${cluster})`;
  return `| ${outcome} | ${markdownText(check)} | ${cause?.id ?? ''} | ${markdownText([...ownTitle(result, checks), resultSentence(result)].join('. '))} |`;
}
