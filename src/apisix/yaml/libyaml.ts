import { CST, Lexer } from 'yaml';
import type { ErrorCode } from 'yaml';

/** What libyaml stops at. */
export interface Stop {
  readonly code: ErrorCode;
  /** In UTF-16 units. */
  readonly offset: number;
}

/**
 * The first thing at which libyaml 0.2.5 (YAML 1.1) stops in a text that YAML 1.2 allows: a tab where a key or an item may start, a
 * directive it does not know, a document behind `...` without `---`, a key left out, `[::1]`, an escaped surrogate. Undefined where
 * it reads on, or stops at what YAML 1.2 refuses too.
 */
export function stopOfLibyaml(text: string): Stop | undefined {
  const scanner = new Scanner();
  let offset = 0;
  for (const source of new Lexer().lex(text)) {
    const code = scanner.refusalOf(source);
    if (code !== undefined) return { code, offset };
    if (!MARKERS.has(source)) offset += source.length;
  }
  return undefined;
}

/** Lexemes that stand for no character of the text. */
const MARKERS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

class Scanner {
  /** How many `[` and `{` are open. */
  #depth = 0;
  /** A key may start here, or an item: then a tab is no blank. */
  #keyMayStart = true;
  /** Only blanks and dashes stand before this on its line. */
  #startsLine = true;
  /** How far the line is indented whose text without quotes may go on here. */
  #openText: number | undefined;
  #indent = 0;
  /** `?` came, and its value has not. */
  #hasExplicitKey = false;
  #place: 'stream-start' | 'document' | 'document-end' = 'stream-start';
  #hasVersion = false;
  #header: string | undefined;
  /** The lexeme before said that text without quotes, or the body of `|` and `>`, comes. */
  #isText = false;

  refusalOf(source: string): ErrorCode | undefined {
    if (this.#isText) return this.#text(source);
    switch (CST.tokenType(source)) {
      case 'scalar':
        this.#isText = true;
        return undefined;
      case 'space':
        return this.#space(source);
      case 'newline':
        this.#keyMayStart ||= this.#depth === 0;
        this.#startsLine = true;
        this.#indent = 0;
        return undefined;
      case 'doc-mode':
      case 'byte-order-mark':
      case 'flow-error-end':
      case 'comment':
        return undefined;
      case 'directive-line':
        return this.#directive(source);
      case 'doc-start':
        this.#startDocument();
        this.#keyMayStart = false;
        return undefined;
      case 'doc-end': {
        const isFirst = this.#place === 'stream-start';
        this.#place = 'document-end';
        return isFirst ? 'UNEXPECTED_TOKEN' : undefined;
      }
      default:
        return this.#content(source);
    }
  }

  #content(source: string): ErrorCode | undefined {
    if (this.#place === 'document-end') return 'MISSING_CHAR';
    this.#place = 'document';
    this.#openText = undefined;
    const { #startsLine: startsLine } = this;
    this.#startsLine = false;
    const type = CST.tokenType(source);
    this.#keyMayStart = type === 'seq-item-ind' || type === 'explicit-key-ind';
    switch (type) {
      case 'flow-map-start':
      case 'flow-seq-start':
        this.#depth++;
        return undefined;
      case 'flow-map-end':
      case 'flow-seq-end':
        this.#depth = Math.max(0, this.#depth - 1);
        return undefined;
      case 'seq-item-ind':
        this.#startsLine = startsLine;
        return undefined;
      case 'explicit-key-ind':
        this.#hasExplicitKey = true;
        return undefined;
      case 'map-value-ind':
        return this.#value(startsLine);
      case 'block-scalar-header':
        this.#header = source;
        return undefined;
      case 'double-quoted-scalar':
        return ESCAPED_SURROGATE.test(source) ? 'BAD_DQ_ESCAPE' : undefined;
      default:
        return undefined;
    }
  }

  #value(startsLine: boolean): ErrorCode | undefined {
    if (this.#depth > 0 || !startsLine) return undefined;
    const refusal = this.#hasExplicitKey ? undefined : 'UNEXPECTED_TOKEN';
    this.#hasExplicitKey = false;
    this.#keyMayStart = true;
    return refusal;
  }

  #text(source: string): ErrorCode | undefined {
    this.#isText = false;
    const { #header: header } = this;
    const refusal = this.#content(source);
    this.#header = undefined;
    if (refusal !== undefined) return refusal;
    if (header !== undefined) {
      this.#keyMayStart = true;
      this.#startsLine = true;
      this.#indent = 0;
      return hasTabInIndentation(source, header) ? 'TAB_AS_INDENT' : undefined;
    }
    this.#openText = this.#indent;
    return this.#depth > 0 && source.startsWith(':') ? 'UNEXPECTED_TOKEN' : undefined;
  }

  #space(source: string): ErrorCode | undefined {
    const { #startsLine: startsLine, #indent: before } = this;
    const tab = source.indexOf('\t');
    if (startsLine) this.#indent += source.length;
    if (tab < 0 || this.#depth > 0 || !this.#keyMayStart) return undefined;
    return startsLine && this.#openText !== undefined && before + tab > this.#openText ? undefined : 'TAB_AS_INDENT';
  }

  #directive(source: string): ErrorCode | undefined {
    const isVersion = source.startsWith('%YAML');
    const isKnown = DIRECTIVE.test(source) && !(isVersion && this.#hasVersion);
    this.#hasVersion ||= isVersion;
    return isKnown ? undefined : 'BAD_DIRECTIVE';
  }

  #startDocument(): void {
    this.#place = 'document';
    this.#hasVersion = false;
    this.#openText = undefined;
    this.#hasExplicitKey = false;
  }
}

const DIRECTIVE = /^%(?:YAML[ \t]+1\.[12]|TAG[ \t]+!(?:[\w-]*!)?[ \t]+\S+)[ \t]*(?:#.*)?$/;

/** `\ud83d\ude00` too, which JSON has for one character. */
const ESCAPED_SURROGATE = /^"(?:[^\\]|\\(?!u[dD][89a-fA-F])[^])*\\u/;

/** Whether a tab stands before the text of a `|` or `>`, where the indentation that it has must be spaces. */
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
