import { stripVTControlCharacters } from 'node:util';
import type { Style } from './style.ts';
import type { Symbols } from './symbols.ts';

/** What a text is written for: how wide, in which characters, with which colours. */
export interface Page {
  readonly columns: number;
  readonly style: Style;
  readonly symbols: Symbols;
}

/** Where nothing else is known: pipes, files, CI logs. */
export const DEFAULT_COLUMNS = 80;

/** `text` with `id` at the right margin; two spaces after the text where it reaches beyond. */
export function withId(text: string, id: string, { columns }: Page): string {
  return `${text}${' '.repeat(Math.max(2, columns - widthOf(text) - id.length))}${id}`;
}

/**
 * The words of `text` in lines that begin with so many spaces and end before the margin. Breaks at spaces alone, so an address or a
 * command's argument stays whole, if need be beyond the margin.
 */
export function wrap(text: string, indent: number, { columns }: Page): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/\s*\S+/g) ?? []) {
    if (line !== '' && indent + widthOf(line) + widthOf(word) > columns) {
      lines.push(line);
      line = word.trimStart();
    } else line += line === '' ? word.trimStart() : word;
  }
  if (line !== '') lines.push(line);
  return lines.map((one) => `${' '.repeat(indent)}${one}`);
}

/** A text in as many lines as the page needs, each but the first indented. */
export function fold(text: string, indent: number, page: Page): string[] {
  const [first = '', ...rest] = wrap(text, 0, page);
  return [first, ...wrap(rest.join(' '), indent, page)];
}

/** How many columns a text takes, colours not counted. */
export function widthOf(text: string): number {
  const plain = stripVTControlCharacters(text);
  return [...plain].length + (plain.match(WIDE)?.length ?? 0);
}

/** Characters that terminals draw over two columns (wide and full-width ones of UAX #11, by blocks): an input method leaves them in names. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/gu;

/**
 * The text with control and invisible characters written as escapes of JSON, for names that come from a command line or a cluster: a
 * terminal would obey them, and a reader be misled.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    // By UTF-16 unit, of which some have two.
    character.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

/** `12,400`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 node`, `2 nodes`, `12,400 nodes`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
