import type { DocumentReport, LintFinding, LintReport } from '../../lint/report.ts';

/** All documents of one file. */
export interface FileReport {
  readonly path: string;
  readonly documents: readonly DocumentReport[];
  /** Of all its documents, in their order. */
  readonly findings: readonly LintFinding[];
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
  }));
}

/** Whether there was nothing to lint in a file: none of its documents is anything that lint knows. */
export function hasNothing({ documents, findings }: FileReport): boolean {
  return findings.length === 0 && documents.every(({ kind }) => kind === 'other');
}
