import type { UnitTest, Units } from './tree.ts';

/** What ends a line; nginx builds and distributions leave PCRE at `lf`, a pattern may start with (*CRLF) and the like. */
export type Newline = 'cr' | 'lf' | 'crlf' | 'anycrlf' | 'any';

const LF = 0x0a;
const CR = 0x0d;

/** The units `\v` matches, which are also the line ends of `any` and `\R`. */
export const isVerticalSpace: UnitTest = (unit) =>
  (unit >= LF && unit <= CR) || unit === 0x85 || unit === 0x2028 || unit === 0x2029;

const isCrOrLf: UnitTest = (unit) => unit === CR || unit === LF;

/** The units that end a line on their own; none for `crlf`. */
export const SINGLE_LINE_ENDS: Readonly<Record<Newline, UnitTest>> = {
  cr: (unit) => unit === CR,
  lf: (unit) => unit === LF,
  crlf: () => false,
  anycrlf: isCrOrLf,
  any: isVerticalSpace,
};

/** Whether CR LF is at `at`. */
export function isCrLf(subject: Units, at: number): boolean {
  return subject[at] === CR && subject[at + 1] === LF;
}

/** How many units the line end at `at` has; 0 when there is none. */
export function newlineLength(newline: Newline, subject: Units, at: number): number {
  const pair = newline === 'crlf' || newline === 'anycrlf' || newline === 'any';
  if (pair && isCrLf(subject, at)) return 2;
  return at < subject.length && SINGLE_LINE_ENDS[newline](subject[at] ?? 0) ? 1 : 0;
}

/** Whether a line end precedes `at`. */
export function followsNewline(newline: Newline, subject: Units, at: number): boolean {
  if (newline === 'crlf') return at >= 2 && isCrLf(subject, at - 2);
  return at >= 1 && SINGLE_LINE_ENDS[newline](subject[at - 1] ?? 0);
}
