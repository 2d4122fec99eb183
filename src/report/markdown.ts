import { printable } from '../terminal/page.ts';

/** What Markdown would take for markup, with GitHub's tables, formulas and HTML; an underscore only at the edge of a word. */
const MARKUP = /[\\`*<>[\]|~&$#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** Text from a file, in one line that Markdown shows as it is. */
export function markdownText(text: string): string {
  return printable(text).replaceAll(MARKUP, String.raw`\$&`);
}

/** Our own words: what stands between backticks is code. */
export function markdownProse(text: string): string {
  return text.replaceAll(/`[^`]*`|[^`]+/g, (part) => (part.startsWith('`') ? part : markdownText(part)));
}

/** A block of code, fenced by more backticks than stand in it; control characters as escapes. */
export function codeBlock(text: string, language: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  const lines = text.replace(/\n$/, '').split('\n').map(printable);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}
