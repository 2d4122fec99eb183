import type { Position } from '../../apisix/position.ts';
import type { Span } from '../../apisix/located.ts';
import { closest } from '../../findings/closest.ts';
import type { LintDocument } from '../document.ts';
import { placeKey } from '../place-key.ts';
import { textPlaces } from '../text-places.ts';
import { commentsOf } from './comments.ts';
import type { Comment } from './comments.ts';
import { coveredLines } from './covered-lines.ts';
import { IGNORE, readDirective } from './directive.ts';
import type { Directive, Word } from './directive.ts';
import type { Suppression } from './suppression.ts';

/** What the comments of a file ask for. */
export interface SuppressionsFound {
  readonly suppressions: readonly Suppression[];
  /** Comments that suppress nothing as they are written, in places of the file. */
  readonly mistakes: readonly Mistake[];
}

/** A comment that suppresses nothing, and how to mend it. */
export interface Mistake extends Span {
  readonly message: string;
  readonly hint: string;
  /** The line that the comment is about, which tells its document. */
  readonly line: number;
}

/** A text with comments: a file, or the config.yaml inside one. */
interface Commented {
  readonly text: string;
  readonly inFile: (position: Position) => Position;
}

/**
 * The suppressions in the comments of one file, whose documents these are, and in those of a config.yaml inside it. `# k8s-disco-ignore
 * C24 reason` behind something covers its line; alone on a line, the next line that is neither blank nor a comment; a text in a block
 * belongs to the line where it begins. Findings count by the line where they start. `# k8s-disco-ignore-file C24 reason` above everything
 * else covers its file. `ids` are those that exist.
 */
export function findSuppressions(documents: readonly LintDocument[], ids: readonly string[]): SuppressionsFound {
  const [first] = documents;
  if (first === undefined) return { suppressions: [], mistakes: [] };
  const file: Commented = { text: first.file.text, inFile: (position) => position };
  const inner = documents.flatMap(({ config, inFile }): Commented[] =>
    config?.kind === 'text' ? [{ text: config.text, inFile }] : [],
  );
  const seen = new Set<string>();
  const suppressions: Suppression[] = [];
  const mistakes: Mistake[] = [];
  for (const commented of [file, ...inner].filter(({ text }) => text.includes(IGNORE))) {
    const reader = directiveReader(commented, ids);
    for (const comment of commentsOf(commented.text)) {
      const directive = readDirective(comment.text);
      if (directive === undefined) continue;
      // A config.yaml that is a whole file, or a document of one, comes a second time.
      const place = placeKey(reader.spanOf(directive.word, comment).position);
      if (seen.has(place)) continue;
      seen.add(place);
      const read = reader.read(directive, comment);
      suppressions.push(...read.suppressions);
      mistakes.push(...read.mistakes);
    }
  }
  return { suppressions, mistakes };
}

function directiveReader({ text, inFile }: Commented, ids: readonly string[]) {
  const places = textPlaces(text);
  const lines = text.split('\n');
  const spanOf = ({ text: word, offset }: Word, comment: Comment): Span => {
    const start = comment.offset + offset;
    return { position: inFile(places.positionAt(start)), end: inFile(places.positionAt(start + word.length)) };
  };
  const lineAt = (offset: number): number => inFile(places.positionAt(offset)).line;
  // Comments come in their order: what the last one found holds for those that stand before it.
  let nextContent = { offset: -1, lines: { first: 0, last: 0 } };
  return { spanOf, read };

  function read({ scope, word, ids: words }: Directive, comment: Comment): SuppressionsFound {
    const covered = comment.isAlone ? nextLines(comment) : linesAt(comment.offset);
    const mistake = (message: string, hint: string): SuppressionsFound => ({
      suppressions: [],
      mistakes: [{ message, hint, line: covered.first, ...spanOf(word, comment) }],
    });
    if (scope === 'unknown')
      return mistake(`${word.text} ignores nothing: there is no such comment`, `Write ${IGNORE} or ${IGNORE}-file`);
    if (scope === 'file' && !comment.isAtTop) {
      return mistake(`${word.text} ignores nothing here: it counts only above everything else`, 'Move it to the top of the file');
    }
    if (words.length === 0)
      return mistake(`${word.text} names no id, so it ignores nothing`, `Name one: # ${word.text} C24 reason`);
    const lines = scope === 'file' ? { first: lineAt(0), last: lineAt(text.length) } : covered;
    const isKnown = ({ text: id }: Word): boolean => ids.includes(id.toUpperCase());
    const [known, unknown] = [words.filter(isKnown), words.filter((id) => !isKnown(id))];
    return {
      suppressions: known.map((id) => ({ id: id.text.toUpperCase(), lines, ...spanOf(id, comment) })),
      mistakes: unknown.map((id) => ({ ...unknownId(id.text, ids), line: covered.first, ...spanOf(id, comment) })),
    };
  }

  function linesAt(offset: number): Suppression['lines'] {
    const { first, last } = coveredLines(places.positionAt(offset).line, lines);
    return { first: inFile({ line: first, column: 1 }).line, last: inFile({ line: last, column: 1 }).line };
  }

  /** The next line that is neither blank, nor a comment, nor `---`; the end of the text where there is none. */
  function nextLines({ offset }: Comment): Suppression['lines'] {
    if (offset < nextContent.offset) return nextContent.lines;
    const content = /\n(?!(?:---)?[ \t\r]*(?:#|\n|$))/g;
    content.lastIndex = offset;
    const found = content.exec(text);
    const start = found === null ? text.length : found.index + 1;
    nextContent = { offset: start, lines: linesAt(start) };
    return nextContent.lines;
  }
}

function unknownId(id: string, ids: readonly string[]): { readonly message: string; readonly hint: string } {
  const meant = closest(id.toUpperCase(), ids);
  return {
    message: `${id} ignores nothing: lint has no such id`,
    hint: meant === undefined ? 'k8s-disco rules lists the ids' : `Did you mean ${meant}? k8s-disco rules lists the ids`,
  };
}
