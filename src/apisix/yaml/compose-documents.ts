import { Composer, Parser } from 'yaml';
import type { CST, Document, ErrorCode, LineCounter } from 'yaml';
import { lexemesOf } from './lexemes.ts';
import type { Lexeme } from './lexemes.ts';
import { LibyamlScanner } from './libyaml-scanner.ts';
import type { YamlDialect } from './yaml-dialect.ts';

/** What a library refuses, and where. */
export interface Refusal {
  readonly code: ErrorCode;
  /** In UTF-16 units. */
  readonly offset: number;
}

export interface ComposedDocuments {
  /**
   * Every document, with what YAML itself has against it, up to one more than {@link MAX_DOCUMENTS}. None for a text of blanks and
   * comments.
   */
  readonly documents: readonly Document.Parsed[];
  /** The first thing that YAML 1.2 allows and the dialect's library refuses, or a bracket that is never closed. */
  readonly refusal: Refusal | undefined;
}

/** How many documents a file may hold. Far above any real file, and each takes a kilobyte and more of memory. */
export const MAX_DOCUMENTS = 10_000;

/**
 * Reads a text into documents whose scalars are text still. `lines` learns where lines start, which end with `\n` alone, as everywhere
 * in lint; never throws for what the text holds.
 */
export function composeDocuments(
  text: string,
  { dialect, lines }: { readonly dialect: YamlDialect; readonly lines: LineCounter },
): ComposedDocuments {
  const scanner = dialect.scanner === 'libyaml' ? new LibyamlScanner() : undefined;
  const parser = new Parser();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  // The failsafe schema leaves every scalar as text; the dialect then gives the types.
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false });
  const open: { readonly offset: number; readonly end: Lexeme['type'] }[] = [];
  let refusal: Refusal | undefined;
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens())) {
    documents.push(document);
    if (documents.length > MAX_DOCUMENTS) break;
  }
  return { documents, refusal };

  function* tokens(): Generator<CST.Token, void> {
    for (const lexeme of lexemesOf(text.replaceAll(LONE_RETURN, '\n'))) {
      const code = refusal === undefined ? scanner?.refusalOf(lexeme) : undefined;
      if (code !== undefined) refusal = { code, offset: lexeme.offset };
      const end = ENDS.get(lexeme.type);
      if (end !== undefined) open.push({ offset: lexeme.offset, end });
      if (lexeme.type === open.at(-1)?.end) open.pop();
      yield* parser.next(lexeme.type === 'comment' ? blanks(lexeme.source) : lexeme.source);
    }
    const unclosed = open.at(-1);
    if (unclosed !== undefined) refusal ??= { code: 'MISSING_CHAR', offset: unclosed.offset };
    yield* parser.end();
  }
}

/** A line break for YAML and for libyaml, not for the package. */
const LONE_RETURN = /\r(?!\n)/g;

/** Which bracket closes which. */
const ENDS: ReadonlyMap<Lexeme['type'], Lexeme['type']> = new Map([
  ['flow-map-start', 'flow-map-end'],
  ['flow-seq-start', 'flow-seq-end'],
] as const);

/** In place of a comment: the parser wants a blank before one, libyaml does not. */
function blanks(comment: string): string {
  return ' '.repeat(comment.length);
}
