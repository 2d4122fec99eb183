import { posix } from 'node:path';
import { CATALOGUE } from '../../findings/catalogue.ts';
import type { LintReport } from '../../lint/report.ts';
import { countOf, printable } from '../../terminal/page.ts';
import { findingParts } from './finding-line.ts';
import type { LintFormat } from './format.ts';
import { worstFirst } from './worst-first.ts';
import type { PlacedFinding } from './worst-first.ts';

/** GitHub shows so many annotations of a level for one step, and drops the others in silence. */
const SHOWN = 10;

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Commands of GitHub Actions that annotate the lines to edit, worst first. What is more than GitHub shows is counted in a last notice. */
export const lintGithub: LintFormat = (report, { verbose }) => {
  const all = worstFirst(report);
  const ofSeverity = (wanted: string) => all.filter(({ finding }) => finding.severity === wanted);
  const [errors, warnings] = [ofSeverity('error'), ofSeverity('warning')];
  const infos = verbose ? ofSeverity('info') : [];
  // One notice less, for the last line is one.
  const shown = [...errors.slice(0, SHOWN), ...warnings.slice(0, SHOWN), ...infos.slice(0, SHOWN - 1)];
  const left = errors.length + warnings.length + infos.length - shown.length;
  const rest = left === 0 ? [] : [`::notice title=k8s-disco::${countOf(left, 'more finding')}, see the summary of the step`];
  return [...shown.map((finding) => annotation(finding, report)), ...rest].map((line) => `${line}\n`).join('');
};

function annotation({ document: { path }, finding }: PlacedFinding, report: LintReport): string {
  const { id, severity, position, end } = finding;
  // GitHub takes columns only where a range stays on its line.
  const columns = position.line === end.line ? [['col', position.column] as const, ['endColumn', end.column] as const] : [];
  const properties = [
    ['file', posix.normalize(path)],
    ['line', position.line],
    ['endLine', end.line],
    ...columns,
    ['title', `${id} ${CATALOGUE[id].title}`],
  ] as const;
  const words = properties.map(([name, value]) => `${name}=${property(String(value))}`).join(',');
  const text = findingParts(finding, report).map(printable).join('\n');
  return `::${COMMANDS[severity]} ${words}::${data(text)}`;
}

/** Escapes of actions/toolkit, which the runner undoes. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
