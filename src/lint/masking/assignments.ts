import { blockBelow, lineBounds, wordsBelow } from './lines-below.ts';
import { secretPieces } from './piece.ts';
import type { Piece } from './piece.ts';
import { isSecretName } from './secret-name.ts';
import { propertyNames, valueIn } from './value-in-line.ts';
import type { Place } from './value-in-line.ts';

/**
 * A name, and what stands between it and its value: a sign, also on the next line, or a forgotten one. The name's length is bounded: text
 * without blanks is no name.
 */
const ASSIGNMENT = /(?<![\w.-])-{0,2}([A-Za-z_][\w.-]{0,80})(\\?["'])?(?:\s*([:=])[ \t]*|[ \t]+)/g;

/** How far one looks around a name in a line, which may be a whole minified file; a token has up to 4,096 characters. */
const BEFORE = 200;
const BEHIND = 8192;

/** Nothing but dashes, a `#` and the table that has the token stand before the name. */
const FIRST = /(?:^|#)[\s#?-]*(?:client:[ \t]+)?\\?["']?$/;

/** Keys may stand there too. None begins with a dash: what can be read in two ways takes exponential time. */
const BEHIND_KEYS = /(?:^|#)(?:[\s#?-]|[\w.][\w.-]*:[ \t])*\\?["']?$/;

/** `|` and `>` with nothing but a comment behind them. */
const BLOCK = /^[|>][-+\d]{0,2}[ \t]*(?:#.*)?$/;

/**
 * The values that follow a secret's name, as far as one line tells: `token: …` and `TOKEN=…` in comments, in text inside text and in
 * what is too damaged to be read as YAML. Where a value ends differently for different readers, it is hidden up to the farthest end.
 */
export function secretAssignments(text: string): readonly Piece[] {
  const names = propertyNames(text);
  const lines = lineBounds(text);
  let covered = 0;
  return [...text.matchAll(ASSIGNMENT)].flatMap(({ 0: whole, 1: name = '', 2: quote, 3: sign, index }) => {
    if (!isSecretName(name)) return [];
    const start = index + whole.length;
    const lineStart = lines.startOf(index);
    const before = `${index - lineStart > BEFORE ? '…' : ''}${text.slice(Math.max(lineStart, index - BEFORE), index)}`;
    const rest = text.slice(start, Math.min(start + BEHIND, lines.endOf(start))).trimEnd();
    const place = placeOf(before);
    const isSpaced = /[ \t]$/.test(whole);
    if (!isAssigned({ rest, place, sign, isQuoted: quote !== undefined, isSpaced })) return [];

    const isComment = /(?:^|\s)#/.test(before);
    const isBlock = BLOCK.test(rest);
    const value = isBlock ? undefined : valueIn(rest, { place, sign, before, isComment, isSpaced, names });
    const pieces = value === undefined ? [] : secretPieces(rest.slice(value.start, value.end), start + value.start);
    const isBelow = isBlock || (sign === ':' && (place === 'first' || place === 'line') && (rest === '' || !isComment));
    // Each name in a line, and in a block, would look through all that is below.
    if (!isBelow || index < covered) return pieces;
    const block = isBlock ? blockBelow(text, { lineStart, start }) : undefined;
    const words = wordsBelow(text, { start: block?.end ?? lines.endOf(start), isComment });
    covered = words.end;
    return [...pieces, ...(block === undefined ? [] : [block]), words];
  });
}

function placeOf(before: string): Place {
  if (FIRST.test(before)) return 'first';
  if (/(?:(?<!\$\{?)\{|[[,])\s*\\?["']?$/.test(before)) return 'entry';
  if (BEHIND_KEYS.test(before)) return 'line';
  return /[{[]/.test(before.replaceAll(/\{[^{}]*\}|\[[^[\]]*\]/g, '')) ? 'flow' : 'prose';
}

interface Candidate {
  readonly rest: string;
  readonly place: Place;
  readonly sign: string | undefined;
  readonly isQuoted: boolean;
  /** A blank stands behind the sign. */
  readonly isSpaced: boolean;
}

function isAssigned({ rest, place, sign, isQuoted, isSpaced }: Candidate): boolean {
  const isAtStart = place === 'first' || place === 'entry';
  // Where the sign is forgotten, the value is one word; what has more is a sentence.
  if (sign === undefined) return isAtStart && (isQuoted ? /^\\?["']/ : /^[^\s:#]+$/).test(rest);
  // `default/token:http` is a service_name; YAML wants a blank behind the colon, JSON quotes around the name.
  return sign === '=' || isQuoted || isSpaced || isAtStart || rest === '';
}
