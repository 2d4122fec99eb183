import type { DocumentReport, LintFinding, LintReport } from '../../lint/report.ts';

/** All documents of one file. */
export interface FileReport {
  readonly path: string;
  readonly documents: readonly DocumentReport[];
  /** Of all its documents, in their order. */
  readonly findings: readonly LintFinding[];
  /** How many more are hidden. */
  readonly suppressed: number;
}

/** The report's documents, file by file, in its order. */
export function filesOf({ files }: LintReport): readonly FileReport[] {
  const byPath = new Map<string, DocumentReport[]>();
  for (const document of files) {
    const documents = byPath.get(document.path);
    if (documents === undefined) byPath.set(document.path, [document]);
    else documents.push(document);
  }
  return [...byPath].map(([path, documents]) => ({
    path,
    documents,
    findings: documents.flatMap(({ findings }) => findings),
    suppressed: documents.reduce((sum, { suppressed }) => sum + suppressed, 0),
  }));
}

/** Whether there was nothing to lint in a file, or nothing that could be. */
export function hasNothing({ documents, findings }: FileReport): boolean {
  return findings.length === 0 && documents.every(({ content }) => content !== 'judged');
}

/** What is said of documents in which nothing was judged: `nothing to lint (Deployment web)`, `not linted: template of Helm`. */
export function nothingText(documents: readonly DocumentReport[]): string {
  const titles = [...new Set(documents.map(({ title }) => title))];
  const more = titles.length > SHOWN ? [`${titles.length - SHOWN} more`] : [];
  const what = [...titles.slice(0, SHOWN), ...more].join(', ');
  return documents.every(({ content }) => content === 'unread') ? `not linted: ${what}` : `nothing to lint (${what})`;
}

/** Of the titles of a file's documents. */
const SHOWN = 3;
