import { secretPieces } from './piece.ts';
import type { Piece } from './piece.ts';
import { isSecretName } from './secret-name.ts';

/** A name, and what stands between it and its value. The name's length is bounded: text without blanks is no name. */
const ASSIGNMENT = /(?<![\w.-])-{0,2}([A-Za-z_][\w.-]{0,80})(\\?["'])?[ \t]*([:=])[ \t]*(?:[&!][^\s,[\]{}]*[ \t]+)*/g;

/** How far one looks around a name in a line, which may be a whole minified file; a token has up to 4,096 characters. */
const BEFORE = 200;
const BEHIND = 8192;

/**
 * Nothing but keys, dashes and a `#` stand before the name: the rest of the line is its value. No key begins with a dash: what can be
 * read in two ways takes exponential time.
 */
const BEGINNING = /(?:^|#)(?:[\s#?-]|[\w.][\w.-]*:[ \t])*\\?["']?$/;

/**
 * The values that follow a secret's name, as far as one line tells: `token: …` and `TOKEN=…` in comments, in text inside text and in
 * what is too damaged to be read as YAML.
 */
export function secretAssignments(text: string): readonly Piece[] {
  let endOfBlock = 0;
  return [...text.matchAll(ASSIGNMENT)].flatMap(({ 0: whole, 1: name = '', 2: quote, 3: sign, index }) => {
    const start = index + whole.length;
    // `default/token:http` is a service_name; YAML wants a blank behind the colon, JSON quotes around the name.
    const isName = sign === '=' || quote !== undefined || /[ \t]$/.test(whole);
    if (!isName || !isSecretName(name)) return [];
    const before = text.slice(Math.max(0, index - BEFORE), index).replace(/^.*\n/s, '');
    const [rest = ''] = text.slice(start, start + BEHIND).split('\n', 1);
    if (/^[|>]/.test(rest)) {
      // Each name in a line, and in a block, would look through all that is below.
      if (index < endOfBlock) return [];
      const block = blockBelow(text, { lineStart: index - before.length, start });
      endOfBlock = block.end;
      return [block];
    }
    return secretPieces(valueIn(rest, { sign, before }), start + (openingQuote(rest)?.length ?? 0));
  });
}

/** The value that the rest of a line begins with, without its quotes; empty for a list, a map or an alias. */
function valueIn(rest: string, { sign, before }: { readonly sign: string | undefined; readonly before: string }): string {
  const quote = openingQuote(rest);
  if (quote !== undefined) {
    const end = closingQuote(rest, quote);
    return rest.slice(quote.length, end);
  }
  if (/^[*{[]/.test(rest)) return '';
  if (sign === '=') return /^[^\s,;&"'`)\]}]*/.exec(rest)?.[0] ?? '';
  const withoutComment = rest.replace(/[ \t]#.*$/, '').trimEnd();
  if (BEGINNING.test(before)) {
    const around = /["']$/.exec(before)?.[0];
    return around === undefined ? withoutComment : (withoutComment.split(around, 1)[0] ?? '');
  }
  const inFlow = /[{[]/.test(before.replaceAll(/\{[^{}]*\}|\[[^[\]]*\]/g, ''));
  if (inFlow) return /^[^,}\]"'\\]*/.exec(withoutComment)?.[0].trimEnd() ?? '';
  // Prose, as far as it shows no value with a digit.
  return /^(?=\S*\d)[^\s"'`,;]{6,}/.exec(withoutComment)?.[0] ?? '';
}

function openingQuote(rest: string): string | undefined {
  return /^\\?["']/.exec(rest)?.[0];
}

/** Where the quoted text ends; at the end of the line where nothing closes it. */
function closingQuote(rest: string, quote: string): number {
  for (let at = quote.length; at < rest.length; at++) {
    if (rest.startsWith(quote, at)) return at;
    // What a backslash escapes closes nothing; in text inside text the closing quote itself has one.
    if (quote === '"' && rest[at] === '\\') at++;
  }
  return rest.length;
}

/** The lines below `token: |` that are indented deeper than its own; in comments too. */
function blockBelow(text: string, { lineStart, start }: { readonly lineStart: number; readonly start: number }): Piece {
  const indent = indentAt(text, lineStart);
  let end = endOfLine(text, start);
  const first = end;
  while (end < text.length) {
    const next = endOfLine(text, end + 1);
    const line = text.slice(end + 1, next);
    if (line.trim() !== '' && indentAt(text, end + 1) <= indent) break;
    end = next;
  }
  return { start: first, end };
}

function indentAt(text: string, lineStart: number): number {
  const beginning = /[ \t#-]*/y;
  beginning.lastIndex = lineStart;
  return beginning.exec(text)?.[0].length ?? 0;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
