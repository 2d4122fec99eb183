import type { Piece } from './piece.ts';

/**
 * Where a name stands: `first` in its line or comment; an `entry` right behind a bracket or a comma; behind other keys in its `line`;
 * elsewhere in a `flow` of brackets; or in `prose`.
 */
export type Place = 'first' | 'entry' | 'line' | 'flow' | 'prose';

/** The anchors of a text and what its aliases refer to. */
export interface PropertyNames {
  readonly anchors: ReadonlySet<string>;
  readonly aliases: ReadonlySet<string>;
}

export function propertyNames(text: string): PropertyNames {
  const named = (mark: RegExp) => new Set(Array.from(text.matchAll(mark), ([, name = '']) => name));
  return { anchors: named(/&([^\s,[\]{}]+)/g), aliases: named(/\*([^\s,[\]{}]+)/g) };
}

interface Surroundings {
  readonly place: Place;
  readonly sign: string | undefined;
  /** Of the line, what stands before the name. */
  readonly before: string;
  readonly isComment: boolean;
  /** A blank stands behind the sign. */
  readonly isSpaced: boolean;
  readonly names: PropertyNames;
}

/**
 * The value that the rest of a line begins with, without its quotes; undefined for a list, a map, or an alias that refers to something.
 * What YAML would take for the end of it, such as a second quote, may belong to a secret that was never put in quotes: no end counts
 * that nothing sensible follows.
 */
export function valueIn(rest: string, surroundings: Surroundings): Piece | undefined {
  const { place, sign, isComment, isSpaced, names } = surroundings;
  const quote = /^\\?["']/.exec(rest)?.[0];
  if (quote !== undefined) return { start: quote.length, end: endOfQuoted(rest, quote, surroundings) };
  if (sign === '=' && !(place === 'first' && isSpaced)) {
    const word = place === 'first' ? /^\S*/ : /^[^\s,;&"'`)\]}]*/;
    return { start: 0, end: word.exec(rest)?.[0].length ?? 0 };
  }
  const start = harmlessProperties(rest, { place, names });
  const value = rest.slice(start);
  if (!isComment || place === 'flow' || place === 'prose') {
    if (/^[{[]/.test(value)) return undefined;
    const alias = /^\*([^\s,[\]{}]+)[ \t]*(?:[,}\]]|[ \t]#|$)/.exec(value)?.[1];
    if (alias !== undefined && names.anchors.has(alias)) return undefined;
  }
  if (start > 0 && /^\\?["']/.test(value)) {
    const inner = valueIn(value, surroundings);
    return inner && { start: start + inner.start, end: start + inner.end };
  }
  return { start, end: start + lengthOfPlain(value, surroundings) };
}

/** How far tags and anchors reach that are none of a secret: an anchor to which no alias refers may be the secret's beginning. */
function harmlessProperties(rest: string, { place, names }: Pick<Surroundings, 'place' | 'names'>): number {
  const properties = /^(?:[&!][^\s,[\]{}]*(?:[ \t]+|$))*/.exec(rest)?.[0] ?? '';
  const isHarmless = properties
    .split(/[ \t]+/)
    .every((property) => /^(?:!?!?|!![a-z]+)$/.test(property) || names.aliases.has(property.slice(1)));
  return isHarmless || place === 'prose' ? properties.length : 0;
}

function endOfQuoted(rest: string, quote: string, { place, sign }: Surroundings): number {
  const end = closingQuote(rest, quote);
  const behind = rest.slice(end + quote.length);
  const isAnotherQuote = /^\\?["']/.test(behind) && !behind.startsWith(quote);
  const isEnd = /^[ \t]*(?:$|#|[,}\])\\])/.test(behind) || isAnotherQuote;
  return isEnd || place === 'prose' || sign === '=' ? end : rest.length;
}

/** At the end of the line where nothing closes it. */
function closingQuote(rest: string, quote: string): number {
  for (let at = quote.length; at < rest.length; at++) {
    // What is escaped closes nothing; in text inside text the closing quote itself has a backslash.
    const isEscaped = quote === '"' ? rest[at] === '\\' : quote === "'" && rest.startsWith("''", at);
    if (isEscaped) at++;
    else if (rest.startsWith(quote, at)) return at;
  }
  return rest.length;
}

function lengthOfPlain(rest: string, { place, before }: Surroundings): number {
  switch (place) {
    case 'first':
    case 'line': {
      const content = withoutComment(rest);
      const around = /["']$/.exec(before)?.[0];
      return around === undefined ? content.length : (content.split(around, 1)[0] ?? '').length;
    }
    case 'entry':
    case 'flow':
      // A comma belongs to the value unless an entry follows.
      return withoutComment(/^(?:[^,}\]"'\\]|,(?![\s"'\\]|$|[\w-]+:\s))*/.exec(rest)?.[0] ?? '').length;
    case 'prose':
      // As far as it shows no value with a digit.
      return /^(?=\S*\d)[^\s"'`,;]{6,}/.exec(rest)?.[0].length ?? 0;
  }
}

/** A `#` with a word behind it may belong to a secret that was never put in quotes. */
function withoutComment(text: string): string {
  const comment = text.search(/(?:^|[ \t])#(?:[ \t#]|$)/);
  return (comment < 0 ? text : text.slice(0, comment)).trimEnd();
}
