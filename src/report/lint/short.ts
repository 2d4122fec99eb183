import { printable } from '../../terminal/page.ts';
import type { LintFormat } from './format.ts';
import { concernedReleases } from './release-ranges.ts';

/**
 * A line for each finding, `path:line:column: severity id message`, which editors and terminals make links of, and behind it the releases
 * where it does not hold for all.
 */
export const lintShort: LintFormat = ({ files, releases }, { verbose, page }) =>
  files
    .flatMap(({ path, findings }) =>
      findings
        .filter(({ severity }) => verbose || severity !== 'info')
        .map((finding) => {
          const { id, severity, message, position } = finding;
          const concerned = concernedReleases(finding, { releases, dash: page.symbols.dash });
          const only = concerned === undefined ? '' : ` (only with ${concerned})`;
          return printable(`${path}:${position.line}:${position.column}: ${severity} ${id} ${message}${only}`);
        }),
    )
    .map((line) => `${line}\n`)
    .join('');
