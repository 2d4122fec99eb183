import { CST, Lexer } from 'yaml';

/** A comment of a YAML text. */
export interface Comment {
  /** With its `#`. */
  readonly text: string;
  /** Where the `#` stands, in UTF-16 units from the start of the text. */
  readonly offset: number;
  /** Nothing stands before it on its line. */
  readonly isAlone: boolean;
  /** Nothing but comments, `---` and directives stand before it in the text. */
  readonly isAtTop: boolean;
}

/** All comments of a YAML text, malformed or not; a `#` inside quotes or a block of text is none. JSON has no comments. */
export function commentsOf(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let isAtTop = true;
  let isAlone = true;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    // Of these marks, one announces a text without quotes; none is a character of the file.
    if (!isScalar && (token === CST.SCALAR || token === CST.DOCUMENT || token === CST.FLOW_END)) {
      isScalar = token === CST.SCALAR;
      continue;
    }
    const type = isScalar ? 'scalar' : CST.tokenType(token);
    if (type === 'comment') comments.push({ text: token.trimEnd(), offset, isAlone, isAtTop });
    offset += token.length;
    isScalar = false;
    isAtTop &&= BEFORE_CONTENT.has(type);
    isAlone = type === 'newline' || token.endsWith('\n') || (isAlone && (type === 'space' || type === 'byte-order-mark'));
  }
  return comments;
}

const BEFORE_CONTENT: ReadonlySet<CST.TokenType | null> = new Set([
  'byte-order-mark',
  'comment',
  'directive-line',
  'doc-start',
  'newline',
  'space',
]);
