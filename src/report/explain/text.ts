import type { ExplainedSymptom, ExplainReport } from '../../explain/report.ts';
import { countOf, formatCount, printable, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { releaseRanges } from '../lint/release-ranges.ts';
import { causeLines } from './cause-lines.ts';

const INDENT = 2;

/** The report for people: each kind of line with its causes, then how much was left alone. */
export function explainText(report: ExplainReport, page: Page): string {
  const blocks = report.symptoms.map((symptom) => `${symptomLines(symptom, page).join('\n')}\n\n`);
  return `${blocks.join('')}${closingLine(report, page)}\n`;
}

/** One kind of line, how often it came, and what may be behind it. */
export function symptomLines(symptom: ExplainedSymptom, page: Page): string[] {
  return [...headingLines(symptom, page), ...causeLines(symptom.causes, page)];
}

/** What a watch came to: how often each kind of line came, without the causes that were told before. */
export function followedText(report: ExplainReport, page: Page): string {
  const lines = report.symptoms.flatMap((symptom) => headingLines(symptom, page));
  return `${[...lines, closingLine(report, page)].join('\n')}\n`;
}

function headingLines({ text, file, line, count, first, last, releases }: ExplainedSymptom, page: Page): string[] {
  const facts = [
    count === 1 ? 'once' : countOf(count, 'time'),
    timesText(first, last),
    `${file === undefined ? 'line ' : `${file}:`}${line}`,
    releases === undefined ? undefined : `APISIX ${releaseRanges(releases, page.symbols.dash).join(', ')}`,
  ].filter((fact) => fact !== undefined);
  return [
    ...wrap(printable(text), 0, page).map(page.style.name),
    ...wrap(printable(facts.join(', ')), INDENT, page).map(page.style.dim),
  ];
}

/** `10:01:12 to 14:40:55`, with the dates where there are two, and with UTC where the zone is known. */
function timesText(first: string | undefined, last: string | undefined): string | undefined {
  if (first === undefined || last === undefined) return undefined;
  const isOneDay = first.slice(0, 10) === last.slice(0, 10);
  const shown = (time: string): string => `${isOneDay ? '' : `${time.slice(0, 10)} `}${time.slice(11, 19)}`;
  const zone = last.endsWith('Z') ? ' UTC' : '';
  return first === last ? `${shown(first)}${zone}` : `${shown(first)} to ${shown(last)}${zone}`;
}

function closingLine({ symptoms, unknown }: ExplainReport, page: Page): string {
  const { length } = symptoms;
  if (length === 0 && unknown === 0) return 'nothing to explain: no line was given';
  const others =
    unknown === 1 ? '1 line of another module left alone' : `${formatCount(unknown)} lines of other modules left alone`;
  if (length === 0)
    return wrap(`no line is known as one of the gateway's discovery or of an API server; ${others}`, 0, page).join('\n');
  return wrap(`${countOf(length, 'kind')} of line explained${unknown === 0 ? '' : `, ${others}`}`, 0, page).join('\n');
}
