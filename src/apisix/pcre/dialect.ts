import type { Newline } from './newline.ts';

/** What a pattern's leading items such as (*UTF8) or (*CRLF) settle for the whole pattern. */
export interface Dialect {
  readonly utf: boolean;
  /** \d, \w, \s, \b and POSIX classes go by Unicode properties instead of ASCII. */
  readonly unicodeClasses: boolean;
  readonly newline: Newline;
  /** \R matches CR, LF and CRLF only. */
  readonly bareLineBreaks: boolean;
}

const START_ITEM =
  /^\(\*(?:(UTF8|UTF|UCP|CR|LF|CRLF|ANYCRLF|ANY|BSR_ANYCRLF|BSR_UNICODE|NO_START_OPT|NO_AUTO_POSSESS)|LIMIT_(?:MATCH|RECURSION)=\d*)\)/;

const EFFECTS: Readonly<Record<string, Partial<Dialect>>> = {
  UTF8: { utf: true },
  UTF: { utf: true },
  UCP: { unicodeClasses: true },
  CR: { newline: 'cr' },
  LF: { newline: 'lf' },
  CRLF: { newline: 'crlf' },
  ANYCRLF: { newline: 'anycrlf' },
  ANY: { newline: 'any' },
  BSR_ANYCRLF: { bareLineBreaks: true },
  BSR_UNICODE: { bareLineBreaks: false },
};

/** Splits the leading items off a pattern. Those that only tune PCRE (limits, optimisations) are read and have no effect. */
export function readDialect(source: string): { readonly dialect: Dialect; readonly rest: string } {
  let dialect: Dialect = { utf: false, unicodeClasses: false, newline: 'lf', bareLineBreaks: false };
  let rest = source;
  for (let item = START_ITEM.exec(rest); item !== null; item = START_ITEM.exec(rest)) {
    dialect = { ...dialect, ...EFFECTS[item[1] ?? ''] };
    rest = rest.slice(item[0].length);
  }
  return { dialect, rest };
}
