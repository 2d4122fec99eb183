import { expiryText, momentText } from '../../findings/time-text.ts';
import type { TokenCandidate, TokenFailure, TokenReport } from '../../token/report.ts';
import { printable } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { table } from '../../terminal/table.ts';
import { placeOf } from '../cluster-heading.ts';
import { findingLines, mendLine } from '../finding-lines.ts';
import { headline, INDENT } from '../headline.ts';

/** What is around a token that was printed, or was to be. */
export interface TokenTextOptions {
  /** Where the token was written to, in place of stdout. */
  readonly file: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly page: Page;
}

/** What is said beside the token, which is not in it: whose it is, how long it is good, what to know of it, or why there is none. */
export function tokenText(report: TokenReport, options: TokenTextOptions): string {
  const { error, findings } = report;
  const { page } = options;
  const lines = [
    ...(error === undefined ? success(report, options) : failure({ ...report, error }, page)),
    ...findingLines(findings, page),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Whoever takes the token of a Secret off stdout knows whose it is, and that it lasts; so nothing is said then. */
function success({ action, subject, expires }: TokenReport, { file, now, page }: TokenTextOptions): string[] {
  if (action === 'get' && file === undefined) return [];
  const deed = action === 'create' ? 'issued' : 'read';
  const where = file === undefined ? '' : ` and wrote it to ${file}`;
  const end = expiryText(expires === null ? undefined : Date.parse(expires), now);
  return headline({ verdict: 'pass', text: `${deed} a token of ${subject}${where}; it ${end}` }, page);
}

function failure({ cluster, server, candidates, error }: TokenReport & { readonly error: TokenFailure }, page: Page): string[] {
  const { message, id, hint, mend } = error;
  return [
    ...headline(
      { verdict: 'fail', text: message, id, below: [`Asked: ${placeOf({ name: cluster, server })}`, hint ?? []].flat() },
      page,
    ),
    ...(mend === undefined ? [] : [mendLine(mend)]),
    ...(candidates.length === 0 ? [] : candidateTable(candidates)),
  ];
}

const COLUMNS = ['SECRET', 'CREATED', 'LAST USED', 'MADE BY'].map((title) => ({ title }));

function candidateTable(candidates: readonly TokenCandidate[]): string[] {
  const rows = candidates.map(({ secret, created, lastUsed, ours }) => [
    printable(secret),
    created === null ? '?' : momentText(Date.parse(created)),
    lastUsed ?? 'not known',
    ours ? 'k8s-disco' : 'others',
  ]);
  return table(COLUMNS, rows, INDENT);
}
