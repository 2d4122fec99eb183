import { printable } from '../../terminal/page.ts';
import type { LintFormat } from './format.ts';

/** A line for each finding, `path:line:column: severity id message`, which editors and terminals make links of. */
export const lintShort: LintFormat = ({ files }, { verbose }) =>
  files
    .flatMap(({ path, findings }) =>
      findings
        .filter(({ severity }) => verbose || severity !== 'info')
        .map(({ id, severity, message, position: { line, column } }) =>
          printable(`${path}:${line}:${column}: ${severity} ${id} ${message}`),
        ),
    )
    .map((line) => `${line}\n`)
    .join('');
