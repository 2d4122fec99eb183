import { CATALOGUE } from '../../findings/catalogue.ts';
import type { Rule } from '../../lint/rule.ts';
import { wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { inSymbols } from '../../terminal/symbols.ts';
import { table } from '../../terminal/table.ts';

const COLUMNS = [{ title: 'ID' }, { title: 'SEVERITY' }, { title: 'TITLE' }];

/** `ID    SEVERITY   `. */
const BEFORE_TITLE = 17;

/** All rules with their severity and title, as `k8s-disco rules` lists them. */
export function rulesText(rules: readonly Rule[], page: Page): string {
  const columns = page.columns - BEFORE_TITLE;
  const rows = rules.flatMap(({ id, severity }) =>
    wrap(inSymbols(CATALOGUE[id].title, page.symbols), 0, { ...page, columns }).map((line, at) =>
      at === 0 ? [id, severity, line] : ['', '', line],
    ),
  );
  return [...table(COLUMNS, rows), ''].join('\n');
}
