import { CATALOGUE } from '../../findings/catalogue.ts';
import type { LintReport } from '../../lint/report.ts';
import { githubAnnotations } from '../github-annotations.ts';
import type { Annotation } from '../github-annotations.ts';
import { findingParts } from './finding-line.ts';
import type { LintFormat } from './format.ts';
import { worstFirst } from './worst-first.ts';
import type { PlacedFinding } from './worst-first.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Commands of GitHub Actions that annotate the lines to edit. */
export const lintGithub: LintFormat = (report, { verbose }) => {
  const told = worstFirst(report).filter(({ finding }) => verbose || finding.severity !== 'info');
  return githubAnnotations(
    told.map((finding) => annotationOf(finding, report)),
    'finding',
  );
};

function annotationOf({ document: { path }, finding }: PlacedFinding, report: LintReport): Annotation {
  const { id, severity, position, end } = finding;
  const columns = position.line === end.line ? { column: position.column, endColumn: end.column } : {};
  return {
    level: LEVELS[severity],
    place: { path, line: position.line, endLine: end.line, ...columns },
    title: `${id} ${CATALOGUE[id].title}`,
    lines: findingParts(finding, report),
  };
}
