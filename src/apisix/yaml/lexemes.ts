import { CST, Lexer } from 'yaml';

/** A piece of a YAML text, as the yaml package cuts it. */
export interface Lexeme {
  /** The piece itself; some lexemes are a mark for the parser and stand for nothing in the text. */
  readonly source: string;
  /** `plain-text` stands without quotes, `block-text` is the body of `|` and `>`; null for what is no YAML. */
  readonly type: CST.TokenType | 'plain-text' | 'block-text' | null;
  /** Where it starts, in UTF-16 units. */
  readonly offset: number;
  /** How many `[` and `{` are open before it. */
  readonly depth: number;
  /** How many columns its line is indented, up to it. */
  readonly indent: number;
  /** Whether only blanks and dashes stand before it on its line. */
  readonly startsLine: boolean;
}

/** How many lists and maps may be open at once. Far above any real config, far below what the stack holds. */
const MAX_NESTING = 1000;

/**
 * Cuts a text into lexemes. Lines inside brackets may start anywhere, as they may for libyaml and so for the gateway; the yaml package
 * by itself wants them right of the block around. The same goes for text in quotes that is the value of a key. Throws a RangeError
 * where more than a thousand lists and maps may be open.
 */
export function* lexemesOf(text: string): Generator<Lexeme, void> {
  const lexer = new Lexer();
  const typeOf = lexemeTypes();
  const setFree = marginOf(lexer);
  let offset = 0;
  let depth = 0;
  let line = NEW_LINE;
  for (const source of lexer.lex(text)) {
    const type = typeOf(source);
    const lexeme: Lexeme = { source, type, offset, depth, indent: line.indent, startsLine: line.isBlank };
    yield lexeme;
    depth = depthBehind(lexeme);
    if (MARKS.has(type)) continue;
    offset += source.length;
    line = lineBehind(line, lexeme);
    if (depth + line.indent + line.indicators > MAX_NESTING) throw new RangeError('Lists or maps are nested too deeply');
    setFree(depth > 0 || QUOTES.has(text.charAt(offset)));
  }
}

const QUOTES: ReadonlySet<string> = new Set(['"', "'"]);

/** Types of lexemes that stand for nothing in the text. */
const MARKS: ReadonlySet<Lexeme['type']> = new Set(['doc-mode', 'flow-error-end', 'scalar']);

/** Tells the type of each lexeme in turn: of text only what came before it does. */
function lexemeTypes(): (source: string) => Lexeme['type'] {
  let isText = false;
  let isInBlock = false;
  return (source) => {
    const type = isText ? (isInBlock ? 'block-text' : 'plain-text') : CST.tokenType(source);
    isText = type === 'scalar';
    if (type === 'block-scalar-header') isInBlock = true;
    if (type === 'block-text') isInBlock = false;
    return type;
  };
}

/** Lets the lines that the lexer reads next start anywhere, or holds them to the block around again; the package has no option for it. */
function marginOf(lexer: Lexer): (isFree: boolean) => void {
  let ofBlock: unknown;
  let wasFree = false;
  return (isFree) => {
    if (isFree && !wasFree) {
      // How far a line must be indented to go on with what is open.
      ofBlock = lexer['indentNext'];
      lexer['indentNext'] = 0;
    } else if (wasFree && !isFree && lexer['indentNext'] === 0) lexer['indentNext'] = ofBlock;
    wasFree = isFree;
  };
}

function depthBehind({ type, depth }: Lexeme): number {
  switch (type) {
    case 'flow-map-start':
    case 'flow-seq-start':
      return depth + 1;
    case 'flow-map-end':
    case 'flow-seq-end':
      return Math.max(0, depth - 1);
    case 'flow-error-end':
      return 0;
    default:
      return depth;
  }
}

/** What is read of a line by now. */
interface Line {
  /** Columns of blanks and dashes at its start: together with its indicators, no fewer than lists and maps in block style are open. */
  readonly indent: number;
  readonly isBlank: boolean;
  /** Dashes, colons and question marks outside of brackets. */
  readonly indicators: number;
}

const NEW_LINE: Line = { indent: 0, isBlank: true, indicators: 0 };

function lineBehind(line: Line, { source, type, depth }: Lexeme): Line {
  const { indent, isBlank, indicators } = line;
  switch (type) {
    case 'newline':
    case 'block-text':
      return NEW_LINE;
    case 'space':
      return isBlank ? { ...line, indent: indent + source.length } : line;
    case 'seq-item-ind':
      return { indent: isBlank ? indent + 1 : indent, isBlank, indicators: indicators + 1 };
    case 'explicit-key-ind':
    case 'map-value-ind':
      return { indent, isBlank: false, indicators: depth > 0 ? indicators : indicators + 1 };
    default:
      return isBlank ? { ...line, isBlank: false } : line;
  }
}
