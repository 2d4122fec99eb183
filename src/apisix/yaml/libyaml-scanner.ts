import type { ErrorCode } from 'yaml';
import type { Lexeme } from './lexemes.ts';

/**
 * Takes the lexemes of a text one after the other and answers what libyaml 0.2.5 (YAML 1.1; scanner.c, parser.c) has against one that
 * YAML 1.2 allows: a tab where a key or an item may start, a key left out, a second document without `---`, a colon inside brackets that
 * touches what follows (`{a:[b]}`, `[::1]`), a directive that it does not know. What neither allows may pass here; escapes are not looked at.
 */
export class LibyamlScanner {
  /** A key or an item may start here: then a tab is no blank. */
  #keyMayStart = true;
  /** How far the line is indented whose text without quotes may go on here: there a tab further right is a blank. */
  #openText: number | undefined;
  /** `...` came: what follows needs `---`. */
  #isBehindEnd = false;
  /** `?` came, and its value has not. */
  #hasExplicitKey = false;
  /** `%YAML` came for the next document. */
  #hasVersion = false;
  #blockHeader = '';
  /** What stands directly before, of a text without quotes and the colon directly behind it. */
  #touching: 'text' | 'colon' | undefined;

  /** Undefined where libyaml reads on. */
  refusalOf(lexeme: Lexeme): ErrorCode | undefined {
    switch (lexeme.type) {
      case 'space':
        return this.#space(lexeme);
      case 'newline':
        this.#keyMayStart ||= lexeme.depth === 0;
        this.#touching = undefined;
        return undefined;
      case 'doc-end':
        this.#isBehindEnd = true;
        return undefined;
      case 'doc-start':
        this.#isBehindEnd = false;
        this.#keyMayStart = false;
        this.#hasExplicitKey = false;
        this.#openText = undefined;
        this.#hasVersion = false;
        return undefined;
      case 'directive-line':
        return this.#directive(lexeme);
      case 'byte-order-mark':
      case 'comment':
      case 'doc-mode':
      case 'flow-error-end':
      case 'scalar':
        return undefined;
      default:
        return this.#content(lexeme);
    }
  }

  #space({ source, depth, indent, startsLine }: Lexeme): ErrorCode | undefined {
    this.#touching = undefined;
    const tab = source.indexOf('\t');
    if (tab < 0 || depth > 0 || !this.#keyMayStart) return undefined;
    const continuesText = startsLine && this.#openText !== undefined && indent + tab > this.#openText;
    return continuesText ? undefined : 'TAB_AS_INDENT';
  }

  #directive({ source }: Lexeme): ErrorCode | undefined {
    const isVersion = source.startsWith('%YAML');
    const isRepeated = isVersion && this.#hasVersion;
    this.#hasVersion ||= isVersion;
    return isRepeated || !DIRECTIVE.test(source) ? 'BAD_DIRECTIVE' : undefined;
  }

  #content(lexeme: Lexeme): ErrorCode | undefined {
    const { type, depth, indent, startsLine } = lexeme;
    if (this.#isBehindEnd) return 'UNEXPECTED_TOKEN';
    this.#keyMayStart = type === 'seq-item-ind' || type === 'explicit-key-ind';
    this.#openText = type === 'plain-text' ? indent : undefined;
    if (depth > 0) return this.#inBrackets(lexeme);
    if (type === 'map-value-ind' && startsLine) return this.#valueFirst();
    if (type === 'block-text') return this.#blockText(lexeme);
    if (type === 'block-scalar-header') this.#blockHeader = lexeme.source;
    if (type === 'explicit-key-ind') this.#hasExplicitKey = true;
    return undefined;
  }

  #inBrackets({ type, source }: Lexeme): ErrorCode | undefined {
    const before = this.#touching;
    this.#touching = type === 'plain-text' ? 'text' : type === 'map-value-ind' && before === 'text' ? 'colon' : undefined;
    const isRefused = type === 'plain-text' ? source.startsWith(':') : before === 'colon' && BRACKETS_AND_COMMA.has(source);
    return isRefused ? 'MISSING_CHAR' : undefined;
  }

  #blockText({ source }: Lexeme): ErrorCode | undefined {
    this.#keyMayStart = true;
    return hasTabInIndentation(source, this.#blockHeader) ? 'TAB_AS_INDENT' : undefined;
  }

  /** A colon with nothing before it on its line. */
  #valueFirst(): ErrorCode | undefined {
    const refusal = this.#hasExplicitKey ? undefined : 'UNEXPECTED_TOKEN';
    this.#hasExplicitKey = false;
    this.#keyMayStart = true;
    return refusal;
  }
}

const DIRECTIVE = /^%(?:YAML[ \t]+0*1\.0*[12]|TAG[ \t]+!.*)[ \t]*$/;

const BRACKETS_AND_COMMA: ReadonlySet<string> = new Set(['[', ']', '{', '}', ',']);

/** Whether a tab stands in the indentation of a `|` or `>` with this header; a digit there says how far the text is indented. */
function hasTabInIndentation(body: string, header: string): boolean {
  if (/\d/.test(header)) return false;
  const lines = body.split('\n');
  const first = lines.findIndex((line) => /[^ \r]/.test(line));
  const indent = /^ */.exec(lines[first] ?? '')?.[0].length ?? 0;
  return lines.some((line, index) => {
    const tab = /^( *)\t/.exec(line)?.[1]?.length;
    return tab !== undefined && (index <= first || tab < indent);
  });
}
