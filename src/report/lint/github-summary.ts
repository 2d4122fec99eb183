import type { LintReport } from '../../lint/report.ts';
import { countOf } from '../../terminal/page.ts';
import { filesOf } from './by-file.ts';
import { countsText } from './counts.ts';
import { findingLine } from './finding-line.ts';
import { markdownText } from '../markdown.ts';
import { verdictTexts } from './verdict-texts.ts';
import { hasVerdict } from './verdicts.ts';
import { worstFirst } from './worst-first.ts';
import type { PlacedFinding } from './worst-first.ts';

/** GitHub takes a mebibyte for each step, and nobody reads more. */
const MOST = 200;

/** Of a finding's words, in UTF-16 units: they may quote a file. */
const LONGEST = 1000;

/** The summary of a step of GitHub Actions, in Markdown: the counts, what the gateway rejects, and the findings, worst first. */
export function githubSummary(report: LintReport): string {
  const { summary, releases } = report;
  const counts = countsText(summary, { verbose: true });
  const rejected = filesOf(report)
    .filter((file) => hasVerdict(file, 'rejected', releases))
    .map((file) => `- ${markdownText(file.path)}: ${verdictTexts(file, releases, '–').join('; ')}`);
  const findings = worstFirst(report);
  const rows = findings.slice(0, MOST).map((finding) => row(finding, report));
  const paragraphs = [
    '### k8s-disco lint',
    [countOf(summary.files, 'file'), ...(counts.length === 0 ? ['nothing found'] : counts)].join(' · '),
    shortened(rejected).join('\n'),
    rows.length === 0 ? '' : ['| severity | place | id | |', '|---|---|---|---|', ...rows].join('\n'),
    findings.length > MOST ? `${countOf(findings.length - MOST, 'more finding')}.` : '',
  ];
  return `${paragraphs.filter((text) => text !== '').join('\n\n')}\n`;
}

function shortened(lines: readonly string[]): readonly string[] {
  return lines.length > MOST ? [...lines.slice(0, MOST), `- ${countOf(lines.length - MOST, 'more file')}`] : lines;
}

function row({ document: { path }, finding }: PlacedFinding, report: LintReport): string {
  const { id, severity, position } = finding;
  const text = findingLine(finding, report);
  const place = `${path}:${position.line}:${position.column}`;
  const words = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return `| ${severity} | ${markdownText(place)} | ${id} | ${markdownText(words)} |`;
}
