import type { Dialect } from './dialect.ts';
import { followsNewline, isCrLf, newlineLength } from './newline.ts';
import type { Position, UnitTest, Units } from './tree.ts';

function position(holds: Position['holds']): Position {
  return { kind: 'position', holds };
}

/** `\A`, and `\G` because a namespace is always searched from its start. */
export const SUBJECT_START = position((_, at) => at === 0);

/** `\z` */
export const SUBJECT_END = position((subject, at) => at === subject.length);

/** Not before CR LF: where `.` may match when that pair alone ends a line. */
export const NOT_AT_CRLF = position((subject, at) => !isCrLf(subject, at));

/** `^` under (?m): also after a line end, unless that ends the subject. */
export function lineStart({ newline }: Dialect): Position {
  return position((subject, at) => at === 0 || (at < subject.length && followsNewline(newline, subject, at)));
}

/** `$` under (?m): at every line end. */
export function lineEnd({ newline }: Dialect): Position {
  return position((subject, at) => at === subject.length || newlineLength(newline, subject, at) > 0);
}

/** `$` and `\Z`: at the very end, and before a line end there. */
export function lastLineEnd({ newline }: Dialect): Position {
  return position((subject, at) => {
    if (at === subject.length) return true;
    const length = newlineLength(newline, subject, at);
    return length > 0 && at + length === subject.length;
  });
}

/** `\b`, or `\B` when not `between`. */
export function wordBoundary(isWord: UnitTest, { between }: { readonly between: boolean }): Position {
  const wordAt = (subject: Units, at: number) => at >= 0 && at < subject.length && isWord(subject[at] ?? 0);
  return position((subject, at) => (wordAt(subject, at - 1) !== wordAt(subject, at)) === between);
}
