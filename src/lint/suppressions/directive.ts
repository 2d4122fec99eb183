/** What a comment asks for: `# k8s-disco-ignore C24,C19 staging only`. */
export interface Directive {
  /** `unknown` for a word that only begins like ours, such as `k8s-disco-ignore-next-line`. */
  readonly scope: 'line' | 'file' | 'unknown';
  /** As written; offsets in the comment. */
  readonly word: Word;
  readonly ids: readonly Word[];
}

/** A word of a comment; its offset is from the `#` on, in UTF-16 units. */
export interface Word {
  readonly text: string;
  readonly offset: number;
}

/** How our comments begin. */
export const IGNORE = 'k8s-disco-ignore';

/** The first word of a comment, where it is one of ours. */
const DIRECTIVE = /^#+[ \t]*(k8s-disco-ignore[\w-]*)/;

/** Ids are separated by commas or blanks. The first word of another form begins the reason. */
const ID = /[\s,]*([A-Za-z]\d+)(?=[\s,:.;]|$)/y;

/** Reads a comment, its `#` included; undefined where it asks for nothing. Whether the ids exist is left to the caller. */
export function readDirective(comment: string): Directive | undefined {
  const [whole, word] = DIRECTIVE.exec(comment) ?? [];
  if (whole === undefined || word === undefined) return undefined;
  const ids: Word[] = [];
  ID.lastIndex = whole.length;
  for (let id = ID.exec(comment); id !== null; id = ID.exec(comment)) {
    const [, text = ''] = id;
    ids.push({ text, offset: id.index + id[0].length - text.length });
  }
  const scope = word === IGNORE ? 'line' : word === `${IGNORE}-file` ? 'file' : 'unknown';
  return { scope, word: { text: word, offset: whole.length - word.length }, ids };
}
