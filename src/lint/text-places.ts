import type { Position } from '../apisix/position.ts';

/** Between offsets of a text, in UTF-16 units, and places in it. A byte order mark is no character of line 1. */
export interface TextPlaces {
  /** A column behind the end of its line is the end of that line; a line behind the last one, the end of the text. */
  readonly offsetOf: (position: Position) => number;
  readonly positionAt: (offset: number) => Position;
}

/** Lines end with `\n`, as in the positions that lint works with; a `\r` before it belongs to the line. */
export function textPlaces(text: string): TextPlaces {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return {
    offsetOf: ({ line, column }) => {
      const start = starts[line - 1];
      if (start === undefined) return text.length;
      const next = starts[line];
      return Math.min(start + column - 1, next === undefined ? text.length : next - 1);
    },
    positionAt: (offset) => {
      let [first, last] = [0, starts.length - 1];
      while (first < last) {
        const middle = Math.ceil((first + last) / 2);
        if ((starts[middle] ?? 0) <= offset) first = middle;
        else last = middle - 1;
      }
      return { line: first + 1, column: Math.max(1, offset - (starts[first] ?? 0) + 1) };
    },
  };
}
