import type { LintDocument, LintFile } from './document.ts';

/** Stands for a file in the report in which there is nothing to judge: a baseline, or one that could not be read as text. */
export function bareDocument(file: LintFile, title: string): LintDocument {
  return {
    file,
    number: 1,
    kind: 'other',
    title,
    config: undefined,
    objects: () => ({ objects: [], problems: [] }),
    root: undefined,
    malformed: undefined,
    inFile: (position) => position,
    indent: undefined,
  };
}
