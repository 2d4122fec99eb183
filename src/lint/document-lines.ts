import type { LintDocument, LintFile } from './document.ts';

/** Answers a line of a document, 1-based, without what stands before it in the file; undefined behind the last one. */
export type LineLookup = (line: number) => string | undefined;

/** The lines of a document as its file has them. Of a text inside a file that is folded or encoded, only where it starts is known. */
export function documentLines({ file, inFile }: LintDocument): LineLookup {
  const lines = linesOf.get(file) ?? file.text.split('\n');
  linesOf.set(file, lines);
  return (line) => {
    const start = inFile({ line, column: 1 });
    return lines[start.line - 1]?.slice(start.column - 1);
  };
}

/** A file may hold thousands of documents. */
const linesOf = new WeakMap<LintFile, readonly string[]>();
