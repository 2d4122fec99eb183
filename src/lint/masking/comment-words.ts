import type { Piece } from './piece.ts';

/** As far as one line tells: a `#` in quotes is taken for one, too. */
const COMMENT = /(?:^|[ \t])#.*/gm;

/** A comment that speaks of a secret. */
const SECRET = /\b(?:token|password|passwd|passphrase|pwd|secret|jwt|bearer)\b/i;

/** A word with letters and digits, which is neither a path nor an id of a finding. The lookaheads are bounded, so that time is linear. */
const WORD = /(?<=[\s"'`(:=])(?=[^\s"'`(),;/]{0,80}\d)(?=[^\s"'`(),;/]{0,80}[A-Za-z])[^\s"'`(),;/]{8,}(?=[\s"'`(),;]|$)/g;

/** Capitals, small letters and digits in no order that a name has. */
const RANDOM = /(?<![A-Za-z\d])(?=[a-z\d]*[A-Z])(?=[A-Z\d]*[a-z])(?=[A-Za-z]*\d)[A-Za-z\d]{16,}/g;

/** Words of comments that are probably secrets: those with digits behind the name of a secret, and long ones that are at random. */
export function commentWords(text: string): readonly Piece[] {
  return [...text.matchAll(COMMENT)].flatMap(({ 0: comment, index }) => {
    const name = comment.search(SECRET);
    const behindName = name < 0 ? [] : [...comment.slice(name).matchAll(WORD)].map((word) => pieceOf(word, index + name));
    return [...behindName, ...[...comment.matchAll(RANDOM)].map((word) => pieceOf(word, index))];
  });
}

function pieceOf({ 0: word, index }: RegExpExecArray, start: number): Piece {
  return { start: start + index, end: start + index + word.length };
}
