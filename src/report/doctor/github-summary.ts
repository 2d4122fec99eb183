import type { DoctorReport } from '../../doctor/report.ts';
import { verdictOf } from '../../doctor/verdict.ts';
import { markdownText } from '../markdown.ts';
import { countsText } from './counts.ts';
import { releaseText } from './release-text.ts';
import { worstFirst } from './worst-first.ts';
import type { TroubledResult } from './worst-first.ts';

/** Nobody reads more. */
const MOST = 200;

/** The summary of a step of GitHub Actions, in Markdown: the verdict, the counts, and what is not well, worst first. */
export function doctorGithubSummary(report: DoctorReport): string {
  const rows = worstFirst(report).slice(0, MOST).map(row);
  const paragraphs = [
    '### k8s-disco doctor',
    `**${markdownText(verdictOf(report).message)}**`,
    [releaseText(report), countsText(report)].map(markdownText).join(' · '),
    rows.length === 0 ? '' : ['| outcome | check | id | |', '|---|---|---|---|', ...rows].join('\n'),
  ];
  return `${paragraphs.filter((text) => text !== '').join('\n\n')}\n`;
}

function row({ outcome, id, cluster, cause, title, evidence }: TroubledResult): string {
  const check = cluster === undefined ? id : `${id} (${cluster})`;
  const words = cause?.message ?? [title, ...evidence].join('. ');
  return `| ${outcome} | ${markdownText(check)} | ${cause?.id ?? ''} | ${markdownText(words)} |`;
}
