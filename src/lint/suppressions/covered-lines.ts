import type { Suppression } from './suppression.ts';

/** A line of a YAML text, 1-based, with the text in a block (`|`, `>`) that begins on it: no comment can stand in there. */
export function coveredLines(line: number, lines: readonly string[]): Suppression['lines'] {
  const start = lines[line - 1] ?? '';
  let last = line;
  if (BLOCK_MARK.test(start)) {
    const margin = indentOf(lines.slice(line).find((text) => text.trim() !== '') ?? '');
    const isInside = (text: string | undefined) => text !== undefined && (text.trim() === '' || indentOf(text) >= margin);
    if (margin > indentOf(start)) while (isInside(lines[last])) last++;
  }
  return { first: line, last };
}

const BLOCK_MARK = /[:-][ \t]+[|>][-+\d]{0,2}[ \t]*(?:#.*)?\r?$/;

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
