export interface Symbols {
  readonly pass: string;
  readonly fail: string;
  readonly warning: string;
  readonly skipped: string;
  readonly unknown: string;
  /** Worth knowing, and no fault. */
  readonly note: string;
  /** Between the parts of a line. */
  readonly dot: string;
  readonly ellipsis: string;
  /** Between the ends of a range. */
  readonly dash: string;
}

const UNICODE: Symbols = {
  pass: '✔',
  fail: '✖',
  warning: '⚠',
  skipped: '–',
  unknown: '?',
  note: '–',
  dot: '·',
  ellipsis: '…',
  dash: '–',
};
const ASCII: Symbols = {
  pass: 'ok',
  fail: 'FAIL',
  warning: 'warn',
  skipped: 'skip',
  unknown: '?',
  note: 'note',
  dot: '-',
  ellipsis: '...',
  dash: '-',
};

/** The symbols that a terminal of this kind can show. */
export function symbolsFor({ utf8 }: { readonly utf8: boolean }): Symbols {
  return utf8 ? UNICODE : ASCII;
}

/** Our own words as a page can show them: they hold an ellipsis here and there. Not for text of a file, which stays what it is. */
export function inSymbols(text: string, { ellipsis }: Symbols): string {
  return text.replaceAll(UNICODE.ellipsis, ellipsis);
}

/** Whether the locale's characters are UTF-8, by the variables that POSIX asks in this order; none set is the C locale. */
export function isUtf8Locale(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale);
}
