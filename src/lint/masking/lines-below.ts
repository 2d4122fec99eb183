import type { Piece } from './piece.ts';

/** The lines below `token: |` that are indented deeper than its own; in comments too. */
export function blockBelow(text: string, { lineStart, start }: { readonly lineStart: number; readonly start: number }): Piece {
  const indent = indentAt(text, lineStart);
  let end = endOfLine(text, start);
  const first = end;
  while (end < text.length) {
    const next = endOfLine(text, end + 1);
    const line = text.slice(end + 1, next);
    if (line.trim() !== '' && indentAt(text, end + 1) <= indent) break;
    end = next;
  }
  return { start: first, end };
}

function indentAt(text: string, lineStart: number): number {
  const beginning = /[ \t#-]*/y;
  beginning.lastIndex = lineStart;
  return beginning.exec(text)?.[0].length ?? 0;
}

/** A line of one word that is neither a key nor the start of a document. */
const WORD_LINE = /\r?\n[ \t]*(?!---|\.\.\.)[\w.+/-]+={0,2}["']?,?(?=[ \t]*(?:\r?\n|$))/y;
const WORD_LINE_OF_COMMENT = /\r?\n[ \t]*#[ \t]*[\w.+/-]+={0,2}["']?(?=[ \t]*(?:\r?\n|$))/y;

/** The lines from the end of one on that a secret goes on in, whatever their indentation; empty where there are none. */
export function wordsBelow(text: string, { start, isComment }: { readonly start: number; readonly isComment: boolean }): Piece {
  const line = isComment ? WORD_LINE_OF_COMMENT : WORD_LINE;
  let end = start;
  for (;;) {
    line.lastIndex = end;
    if (!line.test(text)) return { start, end };
    end = endOfLine(text, line.lastIndex);
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Where the line that holds an offset starts and ends, at its `\n`. Quick for one offset after the other in a line of megabytes. */
export function lineBounds(text: string) {
  let [first, last] = [0, -1];
  const find = (offset: number): void => {
    if (offset >= first && offset <= last) return;
    first = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    last = endOfLine(text, offset);
  };
  return {
    startOf: (offset: number): number => {
      find(offset);
      return first;
    },
    endOf: (offset: number): number => {
      find(offset);
      return last;
    },
  };
}
