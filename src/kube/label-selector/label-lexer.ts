/** A token of a label selector. Words are keys or values; `in` and `notin` are words too wherever no operator is expected. */
export interface Token {
  readonly kind: 'word' | 'in' | 'notin' | '!' | '=' | '==' | '!=' | '>' | '<' | '(' | ')' | ',' | 'end';
  readonly text: string;
}

/** Blanks are those four alone: a no-break space belongs to its word, which is then refused. */
const TOKEN = /[ \t\r\n]*(?:(==|!=|[=!><(),])|([^ \t\r\n=!><(),]+))/y;

/** The tokens of a label selector, closed by one `end`. Nothing is malformed at this level. Mirrors the lexer of k8s.io/apimachinery/pkg/labels. */
export function labelTokens(selector: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(selector); match !== null; match = TOKEN.exec(selector)) {
    const [, symbol, word] = match;
    // The pattern admits only the symbols of the union.
    if (symbol !== undefined) tokens.push({ kind: symbol as Token['kind'], text: symbol });
    else if (word !== undefined) tokens.push({ kind: word === 'in' || word === 'notin' ? word : 'word', text: word });
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}
