import type { Dialect } from './dialect.ts';
import { isCrLf, newlineLength } from './newline.ts';
import type { Cluster } from './tree.ts';

/** `\R`: CR LF as one, or any single line break. */
export function lineBreak({ bareLineBreaks }: Dialect): Cluster {
  return {
    kind: 'cluster',
    end: (subject, at) => {
      const length = newlineLength(bareLineBreaks ? 'anycrlf' : 'any', subject, at);
      return length === 0 ? -1 : at + length;
    },
  };
}

const EXTENDS = /[\p{Grapheme_Extend}\p{Mc}]/u;
const CONTROL = /[\p{C}\p{Zl}\p{Zp}]/u;

/** `\X`: a character with the marks that follow it. Hangul syllables and flags stay apart, unlike in PCRE. */
export const GRAPHEME: Cluster = {
  kind: 'cluster',
  end: (subject, at) => {
    if (at >= subject.length) return -1;
    if (isCrLf(subject, at)) return at + 2;
    let end = at + 1;
    if (CONTROL.test(String.fromCodePoint(subject[at] ?? 0))) return end;
    while (end < subject.length && EXTENDS.test(String.fromCodePoint(subject[end] ?? 0))) end++;
    return end;
  },
};
